package io.faast.emulator.gcp.core;

import java.time.Clock;

/**
 * Where and when services run.
 *
 * @param project the project's id
 * @param number the project's number
 * @param region such as {@code us-central1}
 */
public record Place(String project, long number, String region, Clock clock) {
  /** Returns the relative name of something in the project. */
  public String named(String rest) {
    return "projects/" + project + "/" + rest;
  }

  /** Returns the project's relative name. */
  public String projectName() {
    return "projects/" + project;
  }

  /** Returns the address of the account that a service itself acts as in this project. */
  public String agent(String service) {
    return "service-" + number + "@gcp-sa-" + service + ".iam.gserviceaccount.com";
  }
}
