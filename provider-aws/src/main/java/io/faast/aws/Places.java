package io.faast.aws;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** Where things are: their ARNs, and pages of the console. */
final class Places {
  private Places() {}

  /** Returns what host names of a region's services end with. */
  static String host(Region region) {
    return region.id() + "." + PartitionMetadata.of(region).dnsSuffix();
  }

  /** A queue's URL ends with the account and the name. */
  static String queueArn(Region region, String queueUrl) {
    String[] parts = URI.create(queueUrl).getPath().split("/", -1);
    return "arn:"
        + region.metadata().partition().id()
        + ":sqs:"
        + region.id()
        + ":"
        + parts[parts.length - 2]
        + ":"
        + parts[parts.length - 1];
  }

  static URI logGroup(Region region, String group) {
    return URI.create(
        "https://"
            + region.id()
            + ".console.aws.amazon.com/cloudwatch/home?region="
            + region.id()
            + "#logsV2:log-groups/log-group/"
            + escaped(group));
  }

  static URI logStream(URI group, String stream) {
    return URI.create(group + "/log-events/" + escaped(stream));
  }

  /** The console wants names escaped twice, the second time with a dollar sign. */
  private static String escaped(String name) {
    String once = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return URLEncoder.encode(once, StandardCharsets.UTF_8).replace("%", "$");
  }
}
