package io.faast.aws;

/** What everything of a run is called. A run's id is short enough for every service. */
final class Names {
  static final String PREFIX = "faast-";
  static final String LOG_PREFIX = "/aws/lambda/" + PREFIX;
  static final String ROLE = "faast-worker";
  static final String ROLE_PATH = "/faast/";

  private Names() {}

  static String function(String runId) {
    return PREFIX + runId;
  }

  static String logGroup(String runId) {
    return LOG_PREFIX + runId;
  }

  static String responses(String runId) {
    return PREFIX + runId + "-responses";
  }

  /** Buckets share one name space with everybody's; a run's name is as good as unique there. */
  static String payloads(String runId) {
    return PREFIX + runId + "-payloads";
  }

  static String control(String runId, int number) {
    return PREFIX + runId + "-control-" + number;
  }
}
