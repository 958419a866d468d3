package io.faast.emulator.aws.core;

import java.time.Clock;

/** Where and when services run. */
public record Place(String region, String accountId, Clock clock) {
  /** Returns the ARN of something in this region. */
  public String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + accountId + ":" + resource;
  }

  /** Returns the ARN of something of IAM, which knows no regions. */
  public String iam(String resource) {
    return "arn:aws:iam::" + accountId + ":" + resource;
  }
}
