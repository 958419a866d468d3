package io.faast.emulator.aws.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Operation;
import io.faast.emulator.aws.core.Permission;
import io.faast.emulator.aws.core.Place;
import io.faast.emulator.aws.core.Protocol;
import io.faast.emulator.aws.iam.Roles;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be set beside a function: tags, concurrency, and how events are handled. */
final class Settings {
  private static final int MAX_TAGS = 50;

  private final Place place;
  private final Functions functions;
  private final Roles roles;
  private final Destinations destinations;
  private final Concurrency concurrency;

  Settings(
      Place place,
      Functions functions,
      Roles roles,
      Destinations destinations,
      Concurrency concurrency) {
    this.place = place;
    this.functions = functions;
    this.roles = roles;
    this.destinations = destinations;
    this.concurrency = concurrency;
  }

  ObjectNode account() {
    ObjectNode out = Json.object();
    out.putObject("AccountLimit")
        .put("TotalCodeSize", 80_530_636_800L)
        .put("CodeSizeUnzipped", 262_144_000)
        .put("CodeSizeZipped", CodePackage.MAX_ZIPPED)
        .put("ConcurrentExecutions", concurrency.limit())
        .put("UnreservedConcurrentExecutions", concurrency.limit() - reserved());
    out.putObject("AccountUsage")
        .put("TotalCodeSize", functions.looks().stream().mapToLong(Functions.Look::codeBytes).sum())
        .put("FunctionCount", functions.looks().size());
    return out;
  }

  private int reserved() {
    return functions.list(f -> f.reserved == null ? 0 : f.reserved).stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  Operation tags(String method, String arn, Request request) {
    String name = functions.name(arn);
    Map<String, String> tags =
        Json.strings(
            method.equals("POST") ? Json.read(request.body()).path("Tags") : Json.object());
    String operation =
        switch (method) {
          case "GET" -> "ListTags";
          case "POST" -> "TagResource";
          default -> "UntagResource";
        };
    Permission needed =
        new Permission("lambda:" + operation, functions.arn(name))
            .withResourceTags(functions.tags(name))
            .withRequestTags(tags);
    return Operation.now(
        operation,
        List.of(needed),
        call ->
            functions.with(
                name,
                function -> {
                  if (method.equals("GET")) {
                    ObjectNode out = Json.object();
                    out.set("Tags", Json.object(function.tags));
                    return Protocol.REST_JSON.answer(200, out);
                  }
                  if (method.equals("POST")) {
                    Map<String, String> all = new LinkedHashMap<>(function.tags);
                    all.putAll(tags);
                    checkTags(all);
                    function.tags.putAll(tags);
                  } else {
                    keys(request).forEach(function.tags::remove);
                  }
                  return Response.empty(204);
                }));
  }

  static void checkTags(Map<String, String> tags) {
    boolean fits =
        tags.size() <= MAX_TAGS
            && tags.entrySet().stream()
                .allMatch(
                    tag ->
                        tag.getKey().matches("(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}")
                            && tag.getValue().matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}"));
    if (!fits) {
      throw FunctionConfig.invalid("Tags are invalid, or more than " + MAX_TAGS + ".");
    }
  }

  private static List<String> keys(Request request) {
    return request.rawParameters().stream()
        .filter(pair -> pair.getKey().equals("tagKeys"))
        .map(pair -> URLDecoder.decode(pair.getValue(), StandardCharsets.UTF_8))
        .toList();
  }

  ObjectNode events(String name) {
    return functions.with(
        name,
        function -> {
          EventConfig config = function.events;
          if (config == null) {
            throw new ApiException(
                404,
                "ResourceNotFoundException",
                "The function " + function.arn + " doesn't have an EventInvokeConfig");
          }
          return config.describe(function.qualifiedArn());
        });
  }

  ObjectNode putEvents(String name, ObjectNode in) {
    EventConfig config = EventConfig.read(in, place.clock().instant());
    String role = functions.with(name, function -> function.config.role());
    check(role, config.onSuccess());
    check(role, config.onFailure());
    return functions.with(
        name,
        function -> {
          function.events = config;
          return config.describe(function.qualifiedArn());
        });
  }

  private void check(String role, @Nullable String arn) {
    if (arn == null) {
      return;
    }
    if (!destinations.exists(arn)) {
      throw FunctionConfig.invalid("The destination ARN " + arn + " is invalid.");
    }
    if (!roles.may(role, new Permission("sqs:SendMessage", arn))) {
      throw FunctionConfig.invalid(
          "The function's execution role does not have permissions to call SendMessage on " + arn);
    }
  }

  void deleteEvents(String name) {
    functions.with(
        name,
        function -> {
          function.events = null;
          return function;
        });
  }

  ObjectNode concurrency(String name) {
    return functions.with(
        name,
        function -> {
          Integer reserved = function.reserved;
          ObjectNode out = Json.object();
          return reserved == null ? out : out.put("ReservedConcurrentExecutions", reserved);
        });
  }

  ObjectNode putConcurrency(String name, ObjectNode in) {
    int wanted = in.path("ReservedConcurrentExecutions").asInt();
    int others =
        functions.list(f -> f.reserved == null || f.name.equals(name) ? 0 : f.reserved).stream()
            .mapToInt(Integer::intValue)
            .sum();
    if (wanted < 0 || concurrency.limit() - others - wanted < Math.min(100, concurrency.limit())) {
      throw FunctionConfig.invalid(
          "Specified ReservedConcurrentExecutions for function decreases account's"
              + " UnreservedConcurrentExecution below its minimum value of [100].");
    }
    return functions.with(
        name,
        function -> {
          function.reserved = wanted;
          return Json.object().put("ReservedConcurrentExecutions", wanted);
        });
  }

  void deleteConcurrency(String name) {
    functions.with(
        name,
        function -> {
          function.reserved = null;
          return function;
        });
  }
}
