package io.faast.gcp;

/** What everything of a run is called. A run's id is short enough for every service. */
final class Names {
  static final String PREFIX = "faast-";

  /** Id of the account that functions run as. */
  static final String WORKER = "faast-worker";

  /** Id of the account that calls come from. */
  static final String INVOKER = "faast-invoker";

  /** Where Cloud Functions keeps the images that it has built. */
  private static final String IMAGES = "gcf-artifacts";

  private Names() {}

  static String function(String runId) {
    return PREFIX + runId;
  }

  static String functionPath(String project, String region, String function) {
    return location(project, region) + "/functions/" + function;
  }

  /** Returns the Cloud Run service that serves a function: it has the function's name. */
  static String servicePath(String project, String region, String function) {
    return location(project, region) + "/services/" + function;
  }

  static String location(String project, String region) {
    return "projects/" + project + "/locations/" + region;
  }

  static String requests(String runId) {
    return PREFIX + runId + "-requests";
  }

  static String responses(String runId) {
    return PREFIX + runId + "-responses";
  }

  static String control(String runId, int number) {
    return PREFIX + runId + "-control-" + number;
  }

  /** Buckets share one name space with everybody's; a run's name is as good as unique there. */
  static String payloads(String runId) {
    return PREFIX + runId + "-payloads";
  }

  static String account(String id, String project) {
    int colon = project.indexOf(':');
    String domain =
        colon < 0
            ? project
            : project.substring(colon + 1) + "." + project.substring(0, colon); // an old project
    return id + "@" + domain + ".iam.gserviceaccount.com";
  }

  /** Returns the package that holds a function's images; Cloud Functions doubles hyphens there. */
  static String imagePath(String project, String region, String function) {
    String image = String.join("__", doubled(project), doubled(region), doubled(function));
    return location(project, region) + "/repositories/" + IMAGES + "/packages/" + image;
  }

  /** Returns the package that holds what a build keeps for the next one of the same function. */
  static String cachePath(String imagePath) {
    return imagePath + "%2Fcache";
  }

  private static String doubled(String name) {
    return name.replace("-", "--");
  }
}
