package io.faast.emulator.gcp.logging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a log.
 *
 * @param log the id of the log, decoded, such as {@code run.googleapis.com/requests}
 * @param severity as Cloud Logging names it, such as {@code ERROR}
 * @param resourceType such as {@code cloud_run_revision}
 * @param resourceLabels such as {@code service_name}
 * @param labels such as {@code instanceId}
 * @param trace the full name of the trace, or null
 * @param request the request that it tells of, as {@code HttpRequest}, or null
 * @param text null if there is none
 */
public record LogEntry(
    String log,
    Instant time,
    String severity,
    String resourceType,
    Map<String, String> resourceLabels,
    Map<String, String> labels,
    @Nullable String trace,
    @Nullable ObjectNode request,
    @Nullable String text) {

  /** Takes copies of the maps. */
  public LogEntry {
    resourceLabels = Map.copyOf(resourceLabels);
    labels = Map.copyOf(labels);
  }

  /** Returns the entry as the API tells it. */
  ObjectNode json(String project, long number) {
    ObjectNode entry = Json.object();
    entry.put("logName", "projects/" + project + "/logs/" + log.replace("/", "%2F"));
    entry.put("insertId", String.format("%016x", number));
    entry.put("timestamp", time.toString()).put("receiveTimestamp", time.toString());
    entry.put("severity", severity);
    entry
        .putObject("resource")
        .put("type", resourceType)
        .set("labels", Json.object(resourceLabels));
    entry.set("labels", Json.object(labels));
    if (trace != null) {
      entry.put("trace", trace);
    }
    if (request != null) {
      entry.set("httpRequest", request);
    }
    if (text != null) {
      entry.put("textPayload", text);
    }
    return entry;
  }
}
