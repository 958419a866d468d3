package io.faast.emulator.aws.lambda;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Creates, lists, changes and deletes functions. */
final class Management {
  private static final int PAGE = 50;

  private final Place place;
  private final Functions functions;
  private final Roles roles;
  private final @Nullable Fleet fleet;
  private final CodeSource objects;
  private final Layers layers;
  private final Path directory;
  private final int pendingLooks;
  private final Executor workers;

  Management(
      Place place,
      Functions functions,
      Roles roles,
      @Nullable Fleet fleet,
      CodeSource objects,
      Layers layers,
      Path directory,
      int pendingLooks,
      Executor workers) {
    this.place = place;
    this.functions = functions;
    this.roles = roles;
    this.fleet = fleet;
    this.objects = objects;
    this.layers = layers;
    this.directory = directory;
    this.pendingLooks = pendingLooks;
    this.workers = workers;
  }

  Operation create(ObjectNode in) {
    String name = functions.name(in.path("FunctionName").asText(""));
    Map<String, String> tags = Json.strings(in.path("Tags"));
    String role = in.path("Role").asText("*");
    List<Permission> needed = new ArrayList<>();
    needed.add(new Permission("lambda:CreateFunction", functions.arn(name)).withRequestTags(tags));
    needed.add(
        new Permission("iam:PassRole", role).with("iam:PassedToService", "lambda.amazonaws.com"));
    if (!tags.isEmpty()) {
      needed.add(new Permission("lambda:TagResource", functions.arn(name)).withRequestTags(tags));
    }
    needed.addAll(codePermission(in.path("Code")));
    needed.addAll(Layers.permissions(in));
    return new Operation(
        "CreateFunction",
        needed,
        call -> CompletableFuture.supplyAsync(() -> create(name, tags, in), workers));
  }

  private List<Permission> codePermission(JsonNode code) {
    if (!code.has("S3Bucket")) {
      return List.of();
    }
    String arn = objects.arn(code.path("S3Bucket").asText(), code.path("S3Key").asText());
    return List.of(new Permission("s3:GetObject", arn));
  }

  private Response create(String name, Map<String, String> tags, ObjectNode in) {
    FunctionConfig config = FunctionConfig.read(name, Json.object(), in);
    layers.check(in);
    Settings.checkTags(tags);
    functions.checkNew(name);
    checkRole(config.role());
    LambdaFunction function =
        new LambdaFunction(
            name,
            functions.arn(name),
            config,
            code(in.path("Code")),
            place.clock().instant(),
            pendingLooks);
    function.tags.putAll(tags);
    add(function);
    if (!in.path("Publish").asBoolean()) {
      return Protocol.REST_JSON.answer(201, functions.with(name, LambdaFunction::describe));
    }
    String first = name + ":1";
    add(
        new LambdaFunction(
            first, functions.arn(first), config, function.code, function.modified, pendingLooks));
    return Protocol.REST_JSON.answer(201, functions.with(first, LambdaFunction::describe));
  }

  private void add(LambdaFunction function) {
    functions.add(function);
    if (fleet != null) {
      fleet.add(function);
    }
  }

  private void checkRole(String role) {
    if (!roles.assumableByLambda(role)) {
      throw FunctionConfig.invalid(
          "The role defined for the function cannot be assumed by Lambda.");
    }
  }

  private CodePackage code(JsonNode code) {
    byte[] zip;
    if (code.has("S3Bucket")) {
      zip = objects.get(code.path("S3Bucket").asText(), code.path("S3Key").asText());
    } else {
      zip = bytes(code);
      if (zip.length > CodePackage.MAX_ZIPPED) {
        throw new ApiException(
            413,
            "RequestEntityTooLargeException",
            "Request must be smaller than 70167211 bytes for the CreateFunction operation");
      }
    }
    return CodePackage.unpack(zip, directory.resolve("task-" + UUID.randomUUID()));
  }

  private static byte[] bytes(JsonNode code) {
    try {
      byte[] zip = code.path("ZipFile").binaryValue();
      if (zip != null && zip.length > 0) {
        return zip;
      }
    } catch (IOException e) {
      throw new ApiException(400, "SerializationException", "ZipFile is not base64");
    }
    throw FunctionConfig.invalid("Please provide a source for function code.");
  }

  Operation list(Request request) {
    return Operation.now(
        "ListFunctions",
        List.of(new Permission("lambda:ListFunctions", "*")),
        call -> {
          String marker = request.parameter("Marker");
          String items = request.parameter("MaxItems");
          int from = marker == null ? 0 : Integer.parseInt(marker);
          int size = items == null ? PAGE : Math.min(PAGE, Integer.parseInt(items));
          List<ObjectNode> all = functions.list(LambdaFunction::describe);
          int to = Math.min(all.size(), from + size);
          ObjectNode out = Json.object();
          all.subList(Math.min(from, to), to)
              .forEach(
                  each ->
                      each.remove(
                          List.of("State", "StateReason", "StateReasonCode", "LastUpdateStatus")));
          out.putArray("Functions").addAll(all.subList(Math.min(from, to), to));
          if (to < all.size()) {
            out.put("NextMarker", String.valueOf(to));
          }
          return Protocol.REST_JSON.answer(200, out);
        });
  }

  ObjectNode get(String name) {
    return functions.with(
        name,
        function -> {
          ObjectNode out = Json.object();
          out.set("Configuration", configuration(name));
          out.putObject("Code").put("RepositoryType", "S3").put("Location", "emulated");
          if (!function.tags.isEmpty()) {
            out.set("Tags", Json.object(function.tags));
          }
          Integer reserved = function.reserved;
          if (reserved != null) {
            out.putObject("Concurrency").put("ReservedConcurrentExecutions", reserved);
          }
          return out;
        });
  }

  ObjectNode configuration(String name) {
    return functions.with(
        name,
        function -> {
          ObjectNode out = function.describe();
          functions.seenPending(function);
          return out;
        });
  }

  Operation delete(String name) {
    return Operation.now(
        "DeleteFunction",
        List.of(
            new Permission("lambda:DeleteFunction", functions.arn(name))
                .withResourceTags(functions.tags(name))),
        call -> {
          for (LambdaFunction gone : functions.remove(name)) {
            if (fleet != null) {
              fleet.drop(gone, true);
            }
          }
          return Response.empty(204);
        });
  }

  Operation updateCode(String name, ObjectNode in) {
    List<Permission> needed = new ArrayList<>();
    needed.add(
        new Permission("lambda:UpdateFunctionCode", functions.arn(name))
            .withResourceTags(functions.tags(name)));
    needed.addAll(codePermission(in));
    return new Operation(
        "UpdateFunctionCode",
        needed,
        call ->
            CompletableFuture.supplyAsync(
                () -> {
                  CodePackage code = code(in);
                  return changed(name, function -> function.code = code);
                },
                workers));
  }

  Operation updateConfig(String name, ObjectNode in) {
    List<Permission> needed = new ArrayList<>();
    needed.add(
        new Permission("lambda:UpdateFunctionConfiguration", functions.arn(name))
            .withResourceTags(functions.tags(name)));
    if (in.has("Role")) {
      needed.add(
          new Permission("iam:PassRole", in.path("Role").asText())
              .with("iam:PassedToService", "lambda.amazonaws.com"));
    }
    needed.addAll(Layers.permissions(in));
    return Operation.now("UpdateFunctionConfiguration", needed, call -> update(name, in));
  }

  private Response update(String name, ObjectNode in) {
    if (in.has("Role")) {
      checkRole(in.path("Role").asText());
    }
    layers.check(in);
    return changed(
        name,
        function ->
            function.config =
                FunctionConfig.read(name, (ObjectNode) function.config.asGiven(), in));
  }

  private Response changed(String name, Consumer<LambdaFunction> change) {
    LambdaFunction function =
        functions.with(
            name,
            found -> {
              change.accept(found);
              found.modified = place.clock().instant();
              found.revision = UUID.randomUUID().toString();
              return found;
            });
    if (fleet != null) {
      fleet.drop(function, false);
    }
    return Protocol.REST_JSON.answer(200, functions.with(name, LambdaFunction::describe));
  }
}
