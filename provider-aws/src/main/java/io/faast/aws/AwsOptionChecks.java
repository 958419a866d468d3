package io.faast.aws;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What AWS would refuse, refused before anything is asked of it. */
final class AwsOptionChecks {
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}");
  private static final Pattern ROLE =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+");
  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]*");
  private static final Set<Integer> LOG_DAYS =
      Set.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);
  private static final int MAX_TAGS = 30;

  private AwsOptionChecks() {}

  static void check(
      @Nullable String region,
      @Nullable String role,
      List<String> subnets,
      List<String> securityGroups,
      List<String> layers,
      int ephemeralStorageMb,
      Map<String, String> tags,
      @Nullable URI endpoint,
      int logDays,
      boolean snapStart,
      List<String> jvmOptions) {
    require(
        region == null || REGION.matcher(region).matches(),
        "region is \"" + region + "\"; a name such as eu-west-1 is needed");
    require(
        role == null || ROLE.matcher(role).matches(),
        "role is \"" + role + "\"; an ARN such as arn:aws:iam::123456789012:role/name is needed");
    vpc(role, subnets, securityGroups);
    require(layers.size() <= 5, "there are " + layers.size() + " layers; allowed are 5");
    require(
        512 <= ephemeralStorageMb && ephemeralStorageMb <= 10_240,
        "ephemeralStorageMb is " + ephemeralStorageMb + "; allowed are 512 to 10240 (MiB)");
    tags(tags);
    require(
        endpoint == null || endpoint.getHost() != null,
        "endpoint is \"" + endpoint + "\"; a URL such as http://127.0.0.1:4566 is needed");
    require(
        logDays == 0 || LOG_DAYS.contains(logDays),
        "logDays is " + logDays + "; CloudWatch knows 1, 3, 5, 7, 14, 30, 60, 90 … 3653");
    require(
        !snapStart || ephemeralStorageMb == 512,
        "snapStart allows an ephemeralStorageMb of 512 only; it is " + ephemeralStorageMb);
    for (String option : jvmOptions) {
      require(
          option.startsWith("-") && option.chars().noneMatch(Character::isWhitespace),
          "the JVM option \"" + option + "\" does not begin with \"-\", or has a blank in it");
    }
  }

  private static void vpc(
      @Nullable String role, List<String> subnets, List<String> securityGroups) {
    require(
        subnets.isEmpty() == securityGroups.isEmpty(),
        "a VPC needs both subnets and securityGroups; only one of them is given");
    require(
        subnets.size() <= 16 && securityGroups.size() <= 5,
        "there are "
            + subnets.size()
            + " subnets and "
            + securityGroups.size()
            + " securityGroups; allowed are 16 and 5");
    require(
        subnets.isEmpty() || role != null,
        "functions in a VPC need a role that may make network interfaces (the managed policy"
            + " AWSLambdaVPCAccessExecutionRole): give its ARN as role");
  }

  private static void tags(Map<String, String> tags) {
    require(tags.size() <= MAX_TAGS, "there are " + tags.size() + " tags; allowed are " + MAX_TAGS);
    tags.forEach(
        (key, value) -> {
          require(
              !key.startsWith("faast:") && !key.startsWith("aws:"),
              "the tag \"" + key + "\" begins with faast: or aws:, which are taken");
          require(
              !key.isEmpty()
                  && key.length() <= 128
                  && value.length() <= 256
                  && TAG.matcher(key).matches()
                  && TAG.matcher(value).matches(),
              "the tag \""
                  + key
                  + "\" or its value is too long (128 and 256), or has other characters than"
                  + " letters, digits, blanks and _ . : / = + - @");
        });
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
