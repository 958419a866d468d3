package io.faast.emulator.gcp.functions;

import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.logging.LogEntry;
import io.faast.emulator.gcp.logging.LogStore;
import java.util.List;
import java.util.Map;

/** What Cloud Build logs of a build. */
record BuildLog(LogStore store, Place place, String build) {
  void add(List<String> lines) {
    for (String line : lines) {
      store.add(
          new LogEntry(
              "cloudbuild",
              place.clock().instant(),
              "INFO",
              "build",
              Map.of("project_id", place.project(), "build_id", build, "build_trigger_id", ""),
              Map.of("build_step", "Step #2 - \"build\""),
              null,
              null,
              line));
    }
  }

  /** Returns where a person would look. */
  String address() {
    return "https://console.cloud.google.com/cloud-build/builds;region="
        + place.region()
        + "/"
        + build
        + "?project="
        + place.number();
  }
}
