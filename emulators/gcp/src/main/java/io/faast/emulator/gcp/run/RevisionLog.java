package io.faast.emulator.gcp.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.logging.LogEntry;
import io.faast.emulator.gcp.logging.LogStore;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is logged of a revision: "Logging and viewing logs in Cloud Run". */
record RevisionLog(LogStore store, Place place, RunConfig config) {
  /** What an instance printed; nobody can tell of which request it is. */
  void printed(String instance, String line) {
    add("run.googleapis.com/stdout", "DEFAULT", instance, null, null, line.stripTrailing());
  }

  /** What Cloud Run has to say of an instance. */
  void system(String instance, String severity, String text) {
    add("run.googleapis.com/varlog/system", severity, instance, null, null, text);
  }

  /** A request, with what Cloud Run has to say of it. */
  void request(
      @Nullable String instance,
      String severity,
      @Nullable String trace,
      ObjectNode request,
      @Nullable String text) {
    add("run.googleapis.com/requests", severity, instance, trace, request, text);
  }

  private void add(
      String log,
      String severity,
      @Nullable String instance,
      @Nullable String trace,
      @Nullable ObjectNode request,
      @Nullable String text) {
    store.add(
        new LogEntry(
            log,
            place.clock().instant(),
            severity,
            "cloud_run_revision",
            Map.of(
                "project_id",
                place.project(),
                "location",
                place.region(),
                "service_name",
                config.function(),
                "configuration_name",
                config.function(),
                "revision_name",
                config.revision()),
            instance == null ? Map.of() : Map.of("instanceId", instance),
            trace,
            request,
            text));
  }
}
