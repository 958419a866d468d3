package io.faast.gcp;

import java.net.URI;

/** Where people look things up in a browser. */
final class Places {
  private static final String CONSOLE = "https://console.cloud.google.com";

  private Places() {}

  /** Returns the log of a function's instances. */
  static URI logs(String project, String region, String function) {
    return URI.create(
        CONSOLE + "/run/detail/" + region + "/" + function + "/logs?project=" + project);
  }
}
