package io.faast.emulator.aws.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Call;
import io.faast.emulator.aws.core.Operation;
import io.faast.emulator.aws.core.Permission;
import io.faast.emulator.aws.core.Place;
import io.faast.emulator.aws.core.Protocol;
import io.faast.emulator.aws.core.Service;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** CloudWatch Logs: groups, streams, events, after its API reference. */
public final class LogsService implements Service {
  private static final String TARGET = "Logs_20140328.";
  private static final Set<Integer> RETENTIONS =
      Set.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private final Place place;
  private final LogStore store;

  /** Serves what is in {@code store}. */
  public LogsService(Place place, LogStore store) {
    this.place = place;
    this.store = store;
  }

  @Override
  public String name() {
    return "logs";
  }

  @Override
  public Protocol protocol() {
    return Protocol.JSON_1_1;
  }

  @Override
  public Operation operation(Request request) {
    String target = String.valueOf(request.header("x-amz-target"));
    String name = target.startsWith(TARGET) ? target.substring(TARGET.length()) : target;
    ObjectNode in = Json.read(request.body());
    return switch (name) {
      case "CreateLogGroup" -> create(in);
      case "DeleteLogGroup" ->
          onGroup(
              name,
              in,
              () -> {
                store.delete(group(in));
                return Json.object();
              });
      case "PutRetentionPolicy" -> onGroup(name, in, () -> retention(in));
      case "DeleteRetentionPolicy" ->
          onGroup(
              name,
              in,
              () ->
                  store.with(
                      group(in),
                      group -> {
                        group.retentionDays = null;
                        return Json.object();
                      }));
      case "DescribeLogGroups" ->
          operation(
              name,
              List.of(new Permission("logs:DescribeLogGroups", store.streamArn("", ""))),
              () -> describe(in));
      case "DescribeLogStreams" -> onGroup(name, in, () -> streams(in));
      case "CreateLogStream" ->
          onGroup(
              name,
              in,
              () -> {
                store.with(
                    group(in),
                    group ->
                        group.streams.computeIfAbsent(
                            text(in, "logStreamName"), stream -> new ArrayList<>()));
                return Json.object();
              });
      case "PutLogEvents" -> onGroup(name, in, () -> put(in));
      case "GetLogEvents" -> onRead(name, in, call -> Events.get(store, in, call.caller()));
      case "FilterLogEvents" -> onRead(name, in, call -> Events.filter(store, in, call.caller()));
      case "TagResource" -> onArn(name, in, tags -> tags.putAll(Json.strings(in.path("tags"))));
      case "UntagResource" ->
          onArn(name, in, tags -> in.path("tagKeys").forEach(key -> tags.remove(key.asText())));
      case "ListTagsForResource" -> onArn(name, in, tags -> {});
      default ->
          throw new ApiException(
              400,
              "UnknownOperationException",
              "The emulator does not know the operation logs:" + name);
    };
  }

  private Operation create(ObjectNode in) {
    String name = group(in);
    Map<String, String> tags = Json.strings(in.path("tags"));
    check(name.matches("[.\\-_/#A-Za-z0-9]{1,512}"), "logGroupName", name);
    List<Permission> needed = new ArrayList<>();
    needed.add(
        new Permission("logs:CreateLogGroup", store.streamArn(name, "")).withRequestTags(tags));
    if (!tags.isEmpty()) {
      needed.add(new Permission("logs:TagResource", store.arn(name)).withRequestTags(tags));
    }
    return operation(
        "CreateLogGroup",
        needed,
        () -> {
          store.create(name, tags);
          return Json.object();
        });
  }

  private ObjectNode retention(ObjectNode in) {
    int days = in.path("retentionInDays").asInt();
    check(RETENTIONS.contains(days), "retentionInDays", String.valueOf(days));
    return store.with(
        group(in),
        group -> {
          group.retentionDays = days;
          return Json.object();
        });
  }

  private ObjectNode describe(ObjectNode in) {
    int limit = in.path("limit").asInt(50);
    check(limit >= 1 && limit <= 50, "limit", String.valueOf(limit));
    int from = in.path("nextToken").asInt(0);
    List<ObjectNode> all =
        store.list(
            in.path("logGroupNamePrefix").asText(""),
            group -> {
              ObjectNode out = Json.object().put("logGroupName", group.name);
              out.put("creationTime", group.created).put("metricFilterCount", 0);
              out.put("arn", store.arn(group.name) + ":*");
              out.put("logGroupArn", store.arn(group.name));
              out.put("storedBytes", group.storedBytes());
              if (group.retentionDays != null) {
                out.put("retentionInDays", group.retentionDays);
              }
              return out;
            });
    ObjectNode out = Json.object();
    int to = Math.min(all.size(), from + limit);
    out.putArray("logGroups").addAll(all.subList(Math.min(from, to), to));
    return to < all.size() ? out.put("nextToken", String.valueOf(to)) : out;
  }

  private ObjectNode streams(ObjectNode in) {
    store.sync();
    ObjectNode out = Json.object();
    ArrayNode list = out.putArray("logStreams");
    store.with(
        group(in),
        group -> {
          group.streams.forEach(
              (stream, events) -> {
                if (stream.startsWith(in.path("logStreamNamePrefix").asText(""))) {
                  list.addObject()
                      .put("logStreamName", stream)
                      .put("creationTime", group.created)
                      .put("arn", store.streamArn(group.name, stream));
                }
              });
          return group;
        });
    return out;
  }

  private ObjectNode put(ObjectNode in) {
    List<String> messages = new ArrayList<>();
    for (JsonNode event : in.path("logEvents")) {
      messages.add(event.path("message").asText());
    }
    String stream = text(in, "logStreamName");
    if (!store.with(group(in), group -> group.streams.containsKey(stream))) {
      throw new ApiException(
          400, "ResourceNotFoundException", "The specified log stream does not exist.");
    }
    store.append(group(in), stream, messages);
    return Json.object();
  }

  private Operation onGroup(String name, ObjectNode in, Supplier<ObjectNode> does) {
    return onRead(name, in, call -> does.get());
  }

  private Operation onRead(String name, ObjectNode in, Function<Call, ObjectNode> does) {
    String group = group(in);
    String stream = in.path("logStreamName").asText("");
    Map<String, String> tags =
        store.has(group) ? store.with(group, found -> Map.copyOf(found.tags)) : Map.of();
    Permission needed =
        new Permission("logs:" + name, store.streamArn(group, stream)).withResourceTags(tags);
    return Operation.now(name, List.of(needed), call -> protocol().answer(200, does.apply(call)));
  }

  private Operation onArn(String name, ObjectNode in, Consumer<Map<String, String>> does) {
    String arn = text(in, "resourceArn");
    String prefix = store.arn("");
    if (!arn.startsWith(prefix)) {
      throw new ApiException(400, "InvalidParameterException", "Invalid resource ARN: " + arn);
    }
    String group = arn.substring(prefix.length());
    Map<String, String> tags =
        store.has(group) ? store.with(group, found -> Map.copyOf(found.tags)) : Map.of();
    return operation(
        name,
        List.of(
            new Permission("logs:" + name, arn)
                .withResourceTags(tags)
                .withRequestTags(Json.strings(in.path("tags")))),
        () ->
            store.with(
                group,
                found -> {
                  does.accept(found.tags);
                  ObjectNode out = Json.object();
                  if (name.equals("ListTagsForResource")) {
                    out.set("tags", Json.object(found.tags));
                  }
                  return out;
                }));
  }

  private Operation operation(String name, List<Permission> needed, Supplier<ObjectNode> does) {
    return Operation.now(name, needed, call -> protocol().answer(200, does.get()));
  }

  private String group(ObjectNode in) {
    JsonNode identifier = in.path("logGroupIdentifier");
    if (in.has("logGroupName") || identifier.isMissingNode()) {
      return text(in, "logGroupName");
    }
    String prefix = place.arn("logs", "log-group:");
    String text = identifier.asText();
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private static String text(ObjectNode in, String field) {
    String value = in.path(field).asText("");
    check(!value.isEmpty(), field, "null");
    return value;
  }

  private static void check(boolean holds, String what, String value) {
    if (!holds) {
      throw new ApiException(
          400,
          "InvalidParameterException",
          "1 validation error detected: Value '"
              + value
              + "' at '"
              + what
              + "' failed to satisfy constraint");
    }
  }
}
