package io.faast.emulator.aws.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.aws.core.Caller;
import io.faast.emulator.core.Json;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Reads events: GetLogEvents and FilterLogEvents. */
final class Events {
  private static final int LIMIT = 10_000;

  private Events() {}

  /** The token tells how many were read; at the end it stays the same, as in AWS. */
  static ObjectNode get(LogStore store, ObjectNode in, Caller caller) {
    store.sync();
    String stream = in.path("logStreamName").asText();
    return store.with(
        name(in),
        group -> {
          List<LogGroup.Event> all = group.streams.getOrDefault(stream, List.of());
          String token = in.path("nextToken").asText("");
          int from = token.startsWith("f/") ? Integer.parseInt(token.substring(2)) : 0;
          int to = Math.min(all.size(), from + in.path("limit").asInt(LIMIT));
          ObjectNode out = Json.object();
          ArrayNode events = out.putArray("events");
          all.subList(Math.min(from, to), to).forEach(event -> events.add(describe(event)));
          store.read(caller, bytes(all.subList(Math.min(from, to), to)));
          return out.put("nextForwardToken", "f/" + to).put("nextBackwardToken", "b/" + from);
        });
  }

  static ObjectNode filter(LogStore store, ObjectNode in, Caller caller) {
    store.sync();
    String prefix = in.path("logStreamNamePrefix").asText("");
    String pattern = in.path("filterPattern").asText("").replace("\"", "");
    int from = in.path("nextToken").asInt(0);
    return store.with(
        name(in),
        group -> {
          List<LogGroup.Event> all =
              group.events().stream()
                  .filter(event -> event.stream().startsWith(prefix))
                  .filter(event -> event.message().contains(pattern))
                  .filter(event -> event.timestamp() >= in.path("startTime").asLong(0))
                  .filter(event -> event.timestamp() <= in.path("endTime").asLong(Long.MAX_VALUE))
                  .sorted(Comparator.comparingLong(LogGroup.Event::timestamp))
                  .toList();
          int to = Math.min(all.size(), from + in.path("limit").asInt(LIMIT));
          ObjectNode out = Json.object();
          ArrayNode events = out.putArray("events");
          for (int i = Math.min(from, to); i < to; i++) {
            events.add(
                describe(all.get(i))
                    .put("logStreamName", all.get(i).stream())
                    .put("eventId", String.format(Locale.ROOT, "%056d", all.get(i).number())));
          }
          store.read(caller, bytes(all.subList(Math.min(from, to), to)));
          return to < all.size() ? out.put("nextToken", String.valueOf(to)) : out;
        });
  }

  private static long bytes(List<LogGroup.Event> events) {
    return events.stream()
        .mapToLong(event -> event.message().getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  private static ObjectNode describe(LogGroup.Event event) {
    return Json.object()
        .put("timestamp", event.timestamp())
        .put("message", event.message())
        .put("ingestionTime", event.timestamp());
  }

  private static String name(ObjectNode in) {
    String given = in.path("logGroupName").asText(in.path("logGroupIdentifier").asText());
    return given.substring(given.lastIndexOf(':') + 1);
  }
}
