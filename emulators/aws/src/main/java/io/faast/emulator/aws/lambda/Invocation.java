package io.faast.emulator.aws.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One run of a function.
 *
 * @param kill whether the instance is to be killed as soon as it has the event
 * @param outcome how it ended; never fails
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares invocations
record Invocation(
    String requestId,
    LambdaFunction function,
    FunctionConfig config,
    CodePackage code,
    byte[] event,
    boolean kill,
    CompletableFuture<Outcome> outcome) {

  /**
   * How a run ended.
   *
   * @param error {@code Unhandled}, or null if the function answered
   * @param logTail the last 4 KB that were logged meanwhile, to the REPORT line
   */
  record Outcome(@Nullable String error, byte[] payload, String logTail) {}

  static Invocation of(LambdaFunction function, byte[] event, boolean kill) {
    return new Invocation(
        UUID.randomUUID().toString(),
        function,
        function.config,
        function.code,
        event,
        kill,
        new CompletableFuture<>());
  }

  /** Returns the payload of an error that Lambda itself reports. */
  byte[] failure(String type, String message) {
    ObjectNode error = Json.object().put("errorType", type);
    return Json.bytes(error.put("errorMessage", "RequestId: " + requestId + " Error: " + message));
  }

  String timedOut() {
    return String.format(
        Locale.ROOT, "Task timed out after %d.00 seconds", config.timeoutSeconds());
  }
}
