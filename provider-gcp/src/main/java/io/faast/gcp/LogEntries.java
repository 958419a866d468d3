package io.faast.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;

/** Reads entries of Cloud Logging. */
final class LogEntries {
  private static final String LOGGING = "logging.googleapis.com";

  private final Clients clients;

  LogEntries(Clients clients) {
    this.clients = clients;
  }

  /** Returns the newest entries that a filter takes, the newest one first. */
  CompletableFuture<JsonNode> newest(String filter, int most) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.putArray("resourceNames").add("projects/" + clients.project);
    request.put("filter", filter).put("orderBy", "timestamp desc").put("pageSize", most);
    return clients
        .rest()
        .post(LOGGING, "/v2/entries:list", request)
        .thenApply(answer -> answer.path("entries"));
  }
}
