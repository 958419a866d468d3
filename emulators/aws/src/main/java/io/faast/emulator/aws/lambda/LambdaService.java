package io.faast.emulator.aws.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Call;
import io.faast.emulator.aws.core.Operation;
import io.faast.emulator.aws.core.Permission;
import io.faast.emulator.aws.core.Protocol;
import io.faast.emulator.aws.core.Service;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Finds the operation in a path, as Lambda's API reference gives them. */
final class LambdaService implements Service {
  private final Functions functions;
  private final Management management;
  private final Settings settings;
  private final Invoke invoke;
  private final Executor workers;

  LambdaService(
      Functions functions,
      Management management,
      Settings settings,
      Invoke invoke,
      Executor workers) {
    this.functions = functions;
    this.management = management;
    this.settings = settings;
    this.invoke = invoke;
    this.workers = workers;
  }

  @Override
  public String name() {
    return "lambda";
  }

  @Override
  public Protocol protocol() {
    return Protocol.REST_JSON;
  }

  @Override
  public Operation operation(Request request) {
    List<String> path = request.segments();
    String method = request.method();
    if (path.size() >= 2 && path.get(1).equals("tags") && path.size() == 3) {
      return settings.tags(method, path.get(2), request);
    }
    if (path.equals(List.of("2016-08-19", "account-settings"))) {
      return Operation.now(
          "GetAccountSettings",
          List.of(new Permission("lambda:GetAccountSettings", "*")),
          call -> json(200, settings.account()));
    }
    if (path.size() < 2 || !path.get(1).equals("functions")) {
      throw unknown(request);
    }
    if (path.size() == 2) {
      return method.equals("POST")
          ? management.create(Json.read(request.body()))
          : management.list(request);
    }
    String name = functions.name(path.get(2), request.parameter("Qualifier"));
    String what = path.size() == 3 ? "" : path.get(3);
    return switch (method + " " + what) {
      case "GET " -> on(name, "GetFunction", call -> management.get(name));
      case "GET configuration" ->
          on(name, "GetFunctionConfiguration", call -> management.configuration(name));
      case "DELETE " -> management.delete(name);
      case "PUT code" -> management.updateCode(name, Json.read(request.body()));
      case "PUT configuration" -> management.updateConfig(name, Json.read(request.body()));
      case "POST invocations" ->
          new Operation(
              "Invoke",
              List.of(permission("InvokeFunction", name)),
              call -> invoke.handle(name, call));
      case "GET event-invoke-config" ->
          on(name, "GetFunctionEventInvokeConfig", call -> settings.events(name));
      case "PUT event-invoke-config" -> {
        ObjectNode in = Json.read(request.body());
        yield new Operation(
            "PutFunctionEventInvokeConfig",
            List.of(permission("PutFunctionEventInvokeConfig", name)),
            call ->
                CompletableFuture.supplyAsync(
                    () -> json(200, settings.putEvents(name, in)), workers));
      }
      case "DELETE event-invoke-config" ->
          empty(name, "DeleteFunctionEventInvokeConfig", () -> settings.deleteEvents(name));
      case "GET concurrency" ->
          on(name, "GetFunctionConcurrency", call -> settings.concurrency(name));
      case "PUT concurrency" -> {
        ObjectNode in = Json.read(request.body());
        yield on(name, "PutFunctionConcurrency", call -> settings.putConcurrency(name, in));
      }
      case "DELETE concurrency" ->
          empty(name, "DeleteFunctionConcurrency", () -> settings.deleteConcurrency(name));
      default -> throw unknown(request);
    };
  }

  private Operation on(String name, String operation, Function<Call, ObjectNode> does) {
    return Operation.now(
        operation, List.of(permission(operation, name)), call -> json(200, does.apply(call)));
  }

  private Operation empty(String name, String operation, Runnable does) {
    return Operation.now(
        operation,
        List.of(permission(operation, name)),
        call -> {
          does.run();
          return Response.empty(204);
        });
  }

  private Permission permission(String action, String name) {
    return new Permission("lambda:" + action, functions.arn(name))
        .withResourceTags(functions.tags(name));
  }

  private Response json(int status, ObjectNode document) {
    return protocol().answer(status, document);
  }

  private static ApiException unknown(Request request) {
    return new ApiException(
        404,
        "UnknownOperationException",
        "The emulator does not know " + request.method() + " " + request.rawPath());
  }
}
