package io.faast.emulator.aws.lambda;

import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Call;
import io.faast.emulator.aws.core.Meters;
import io.faast.emulator.aws.lambda.Invocation.Outcome;
import io.faast.emulator.core.Fault;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** The operation Invoke, after its page in the API reference and "Lambda quotas". */
final class Invoke {
  private static final int MAX_SYNCHRONOUS = 6 << 20;

  /** Since October 2025; it was 256 KB. */
  private static final int MAX_EVENT = 1 << 20;

  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private final Functions functions;
  private final Runner runner;
  private final Events events;
  private final Meters meters;

  Invoke(Functions functions, Runner runner, Events events, Meters meters) {
    this.functions = functions;
    this.runner = runner;
    this.events = events;
    this.meters = meters;
  }

  CompletableFuture<Response> handle(String name, Call call) {
    String type = call.request().header("x-amz-invocation-type");
    String how = type == null ? "RequestResponse" : type;
    byte[] payload = call.request().body();
    int limit = how.equals("Event") ? MAX_EVENT : MAX_SYNCHRONOUS;
    if (payload.length > limit) {
      throw new ApiException(
          413,
          "RequestTooLargeException",
          "Request must be smaller than " + limit + " bytes for the InvokeFunction operation");
    }
    if (payload.length > 0 && !Json.valid(payload)) {
      throw new ApiException(
          400,
          "InvalidRequestContentException",
          "Could not parse request body into json: Unrecognized token");
    }
    LambdaFunction function = functions.with(name, found -> found);
    if (functions.seenPending(function)) {
      throw new ApiException(
          409,
          "ResourceConflictException",
          "The operation cannot be performed at this time. The function is currently in the"
              + " following state: Pending");
    }
    Invocation invocation =
        Invocation.of(
            function,
            payload.length == 0 ? NOTHING : payload,
            call.fault() instanceof Fault.KillInstance);
    return switch (how) {
      case "DryRun" -> CompletableFuture.completedFuture(Response.empty(204));
      case "Event" -> CompletableFuture.completedFuture(accept(invocation, call));
      case "RequestResponse" ->
          runner.run(invocation).thenApply(outcome -> answer(invocation, outcome, call));
      default ->
          throw new ApiException(
              400, "InvalidParameterValueException", "Invalid invocation type " + how);
    };
  }

  private Response accept(Invocation invocation, Call call) {
    if (!(call.fault() instanceof Fault.Lose)) {
      events.accept(invocation);
    }
    if (call.fault() instanceof Fault.Duplicate) {
      events.accept(Invocation.of(invocation.function(), invocation.event(), invocation.kill()));
    }
    return Response.empty(202).with("x-amzn-RequestId", invocation.requestId());
  }

  private Response answer(Invocation invocation, Outcome outcome, Call call) {
    meters.dataOut(call.caller(), outcome.payload().length);
    Response response =
        Response.of(200, "application/json", outcome.payload())
            .with("x-amzn-RequestId", invocation.requestId())
            .with("X-Amz-Executed-Version", invocation.function().version());
    if (outcome.error() != null) {
      response = response.with("X-Amz-Function-Error", outcome.error());
    }
    if ("Tail".equals(call.request().header("x-amz-log-type"))) {
      byte[] tail = outcome.logTail().getBytes(StandardCharsets.UTF_8);
      response = response.with("X-Amz-Log-Result", Base64.getEncoder().encodeToString(tail));
    }
    return response;
  }
}
