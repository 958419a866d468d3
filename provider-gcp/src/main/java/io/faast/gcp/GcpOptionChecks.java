package io.faast.gcp;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Google would refuse, refused before anything is asked of it. */
final class GcpOptionChecks {
  /** Ids of old projects have a domain in front: {@code example.com:name}. */
  private static final Pattern PROJECT =
      Pattern.compile("([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]");

  private static final Pattern REGION = Pattern.compile("[a-z]+-[a-z]+[0-9]{1,2}");
  private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9.-]+@[a-z0-9.:-]+");
  private static final Pattern CONNECTOR =
      Pattern.compile("(projects/[^/]+/locations/[^/]+/connectors/)?[a-z][a-z0-9-]*");
  private static final Pattern HOST_AND_PORT = Pattern.compile("[^/:]+:[0-9]{1,5}");
  private static final Pattern LABEL_KEY = Pattern.compile("\\p{Ll}[\\p{Ll}\\p{Lo}\\p{N}_-]{0,62}");
  private static final Pattern LABEL_VALUE = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}_-]{0,63}");
  private static final int MAX_LABELS = 30;
  private static final int MOST = 1_000;

  private GcpOptionChecks() {}

  static void places(
      @Nullable String project,
      @Nullable String region,
      @Nullable String vpcConnector,
      @Nullable URI endpoint,
      @Nullable String pubsubEndpoint) {
    require(
        project == null || PROJECT.matcher(project).matches(),
        "project is \"" + project + "\"; a project's id such as my-project-123 is needed");
    require(
        region == null || REGION.matcher(region).matches(),
        "region is \"" + region + "\"; a name such as europe-west1 is needed");
    require(
        vpcConnector == null || CONNECTOR.matcher(vpcConnector).matches(),
        "vpcConnector is \"" + vpcConnector + "\"; the name of a connector is needed");
    require(
        endpoint == null || endpoint.getHost() != null,
        "endpoint is \"" + endpoint + "\"; a URL such as http://127.0.0.1:8080 is needed");
    require(
        pubsubEndpoint == null || HOST_AND_PORT.matcher(pubsubEndpoint).matches(),
        "pubsubEndpoint is \"" + pubsubEndpoint + "\"; one such as 127.0.0.1:8085 is needed");
  }

  static void accounts(
      @Nullable String serviceAccount,
      @Nullable String invoker,
      @Nullable String buildServiceAccount) {
    account("serviceAccount", serviceAccount);
    account("invoker", invoker);
    account("buildServiceAccount", buildServiceAccount);
  }

  private static void account(String name, @Nullable String email) {
    require(
        email == null || ACCOUNT.matcher(email).matches(),
        name
            + " is \""
            + email
            + "\"; an address such as name@project.iam.gserviceaccount.com is"
            + " needed");
  }

  static void instances(double cpu, int instanceConcurrency, int maxInstances) {
    boolean whole = cpu == 1 || cpu == 2 || cpu == 4 || cpu == 6 || cpu == 8;
    boolean part = 0.08 <= cpu && cpu < 1 && Math.abs(cpu * MOST - Math.rint(cpu * MOST)) < 1e-9;
    require(
        cpu == 0 || whole || part,
        "cpu is " + cpu + "; allowed are 0.08 to 1 in steps of 0.001, and 1, 2, 4, 6 and 8");
    require(
        1 <= instanceConcurrency && instanceConcurrency <= MOST,
        "instanceConcurrency is " + instanceConcurrency + "; allowed are 1 to 1000");
    require(
        instanceConcurrency == 1 || cpu >= 1 || cpu == 0,
        "instanceConcurrency is "
            + instanceConcurrency
            + " with a cpu of "
            + cpu
            + "; more than one call at a time needs a whole vCPU");
    require(
        0 <= maxInstances && maxInstances <= MOST,
        "maxInstances is " + maxInstances + "; allowed are 1 to 1000, and 0 for what is needed");
  }

  static void labels(Map<String, String> labels) {
    require(
        labels.size() <= MAX_LABELS,
        "there are " + labels.size() + " labels; allowed are " + MAX_LABELS);
    labels.forEach(
        (key, value) -> {
          require(!key.startsWith("faast-"), "the label \"" + key + "\" begins with faast-: taken");
          require(
              LABEL_KEY.matcher(key).matches() && LABEL_VALUE.matcher(value).matches(),
              "the label \""
                  + key
                  + "\" or its value is longer than 63 characters, or has others than small"
                  + " letters, digits, _ and -");
        });
  }

  static void jvmOptions(List<String> jvmOptions) {
    for (String option : jvmOptions) {
      require(
          option.startsWith("-") && option.chars().noneMatch(Character::isWhitespace),
          "the JVM option \"" + option + "\" does not begin with \"-\", or has a blank in it");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
