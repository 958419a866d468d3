package io.faast.emulator.gcp.logging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Answer;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Service;
import io.faast.emulator.gcp.core.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Cloud Logging's {@code entries.list}. */
public final class LoggingService implements Service {
  private static final int PAGE = 50;
  private static final int MOST = 1_000;

  private final Place place;
  private final LogStore store;

  /** Fetches what instances have printed until now. */
  private final Runnable fetch;

  /** Reads from {@code store}, after {@code fetch} has run. */
  public LoggingService(Place place, LogStore store, Runnable fetch) {
    this.place = place;
    this.store = store;
    this.fetch = fetch;
  }

  @Override
  public String name() {
    return "logging";
  }

  @Override
  public Optional<Operation> operation(Request request) {
    if (!request.method().equals("POST") || !request.rawPath().equals("/v2/entries:list")) {
      return Optional.empty();
    }
    ObjectNode in = Json.read(request.body());
    List<Permission> needed = new ArrayList<>();
    in.path("resourceNames")
        .forEach(name -> needed.add(new Permission("logging.logEntries.list", name.asText())));
    return Optional.of(Operation.now("ListLogEntries", needed, call -> list(in)));
  }

  private Response list(ObjectNode in) {
    JsonNode names = in.path("resourceNames");
    if (names.isEmpty()) {
      throw new ApiException(Status.INVALID_ARGUMENT, "Must specify at least one resource name");
    }
    for (JsonNode name : names) {
      if (!name.asText().equals(place.projectName())) {
        throw new ApiException(
            Status.PERMISSION_DENIED, "Permission denied for all log views: " + name.asText());
      }
    }
    Predicate<JsonNode> wanted = Filter.parse(in.path("filter").asText());
    fetch.run();
    List<ObjectNode> found = new ArrayList<>();
    long number = 0;
    for (LogEntry entry : store.all()) {
      ObjectNode json = entry.json(place.project(), number++);
      if (wanted.test(json)) {
        found.add(json);
      }
    }
    if (in.path("orderBy").asText().equals("timestamp desc")) {
      Collections.reverse(found);
    }
    int size =
        Math.min(MOST, in.path("pageSize").asInt() <= 0 ? PAGE : in.path("pageSize").asInt());
    int from = Math.min(found.size(), in.path("pageToken").asInt());
    int to = Math.min(found.size(), from + size);
    ObjectNode out = Json.object();
    ArrayNode entries = out.putArray("entries");
    found.subList(from, to).forEach(entries::add);
    if (to < found.size()) {
      out.put("nextPageToken", String.valueOf(to));
    }
    return Answer.json(out);
  }
}
