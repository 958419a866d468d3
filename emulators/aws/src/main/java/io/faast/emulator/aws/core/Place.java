package io.faast.emulator.aws.core;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where and when services run. */
public record Place(String region, String accountId, Clock clock) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  /** Returns the ARN of something in this region. */
  public String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + accountId + ":" + resource;
  }

  /** Returns the ARN of something of IAM, which knows no regions. */
  public String iam(String resource) {
    return "arn:aws:iam::" + accountId + ":" + resource;
  }

  /** Returns what day it is, as the names of log streams begin. */
  public String day() {
    return DAY.format(clock.instant());
  }
}
