package io.faast.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What some entries of the log say of requests and instances that ended badly. */
final class DeathNotices {
  /** What the line of an instance that went over its memory has. */
  static final String MEMORY = "Memory limit of";

  /** What the line of an instance that ended otherwise has, with its exit code. */
  static final String EXIT = "Container called exit";

  /** What the line of an instance has that a signal ended, with its number: 9 is the kernel's. */
  static final String SIGNAL = "Container terminated on signal";

  private final Map<String, JsonNode> requests = new HashMap<>();
  private final Map<String, String> outOfMemory = new HashMap<>();
  private final Map<String, String> exits = new HashMap<>();
  private final Set<String> ended = new HashSet<>();

  DeathNotices(JsonNode entries) {
    for (JsonNode entry : entries) {
      String text = entry.path("textPayload").asText("");
      String instance = entry.path("labels").path("instanceId").asText("");
      String trace = entry.path("trace").asText("");
      if (text.contains(MEMORY)) {
        outOfMemory.put(instance, text);
      } else if (text.contains(EXIT) || text.contains(SIGNAL)) {
        exits.put(instance, text);
        ended.add(instance);
      } else if (entry.has("httpRequest")) {
        requests.put(trace.substring(trace.lastIndexOf('/') + 1), entry);
        ended.add(instance);
      }
    }
  }

  /** Returns what became of a request, or null if the log does not tell of it. */
  @Nullable Death ofRequest(String trace) {
    JsonNode entry = requests.get(trace);
    if (entry == null) {
      return null;
    }
    String text = entry.path("textPayload").asText("");
    String instance = entry.path("labels").path("instanceId").asText("");
    String memory = outOfMemory.get(instance);
    if (memory != null && !instance.isEmpty()) {
      return new Death(Death.Cause.OUT_OF_MEMORY, memory, instance);
    }
    if (instance.isEmpty() || text.contains("no available instance")) {
      return new Death(Death.Cause.NO_INSTANCE, text, instance);
    }
    String exit = exits.getOrDefault(instance, "");
    return new Death(Death.Cause.CRASHED, exit.isEmpty() ? text : exit, instance);
  }

  /** Returns what became of an instance, or null if the log does not tell of it. */
  @Nullable Death ofInstance(String instance) {
    String memory = outOfMemory.get(instance);
    if (memory != null) {
      return new Death(Death.Cause.OUT_OF_MEMORY, memory, instance);
    }
    return ended.contains(instance)
        ? new Death(Death.Cause.CRASHED, exits.getOrDefault(instance, ""), instance)
        : null;
  }
}
