package io.faast.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;

/** Finds how the log of a build ends. */
final class BuildLog {
  private static final int LINES = 12;

  private final LogEntries entries;

  BuildLog(Clients clients) {
    entries = new LogEntries(clients);
  }

  /**
   * Returns the last lines of a build, or an empty text if they cannot be read.
   *
   * @param build full name of it
   */
  CompletableFuture<String> tail(String build) {
    String id = build.substring(build.lastIndexOf('/') + 1);
    String filter = "resource.type=\"build\" AND resource.labels.build_id=\"" + id + "\"";
    return entries.newest(filter, LINES).thenApply(BuildLog::text).exceptionally(failure -> "");
  }

  private static String text(JsonNode newestFirst) {
    StringBuilder text = new StringBuilder();
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      String line = newestFirst.get(i).path("textPayload").asText("").stripTrailing();
      if (!line.isEmpty()) {
        text.append(text.length() == 0 ? "  " : "\n  ").append(line);
      }
    }
    return text.toString();
  }
}
