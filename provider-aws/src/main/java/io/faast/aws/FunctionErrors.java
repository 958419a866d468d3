package io.faast.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faast.spi.AttemptReport;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Says why an execution ended without an answer, by what Lambda says of it. */
final class FunctionErrors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INITIALISATION =
      "The function could not be started. See the log; `faast bundle --why` tells what the bundle"
          + " has.";

  private FunctionErrors() {}

  /**
   * Classifies an error.
   *
   * @param payload the JSON that stands in the answer's place
   * @param log the end of the log, or empty
   */
  static Outcome.Failed classify(
      String function, byte[] payload, String log, AttemptReport report) {
    String type = "";
    String message =
        new String(payload, 0, Math.min(payload.length, 4_096), StandardCharsets.UTF_8);
    try {
      JsonNode node = JSON.readTree(payload);
      if (node.isObject()) {
        type = node.path("errorType").asText("");
        message = node.path("errorMessage").asText(message);
      }
    } catch (JsonProcessingException e) {
      type = "";
    } catch (java.io.IOException e) {
      type = "";
    }
    return classify(function, type, message, log, report);
  }

  /** Classifies an error by its type and message. */
  static Outcome.Failed classify(
      String function, String type, String message, String log, AttemptReport report) {
    String what = (type.isEmpty() ? "" : type + ": ") + message;
    if (type.equals("Sandbox.Timedout") || message.contains("Task timed out after")) {
      return failed(FailureKind.TIMED_OUT, function + " was ended at its timeout. " + what, report);
    }
    if (outOfMemory(type, message, ReportLine.find(log))) {
      return failed(
          FailureKind.OUT_OF_MEMORY,
          function + " ran out of memory; give it more, or let it hold less. " + what,
          report);
    }
    if (type.equals("Runtime.ExitError") || message.contains("Runtime exited")) {
      return failed(
          FailureKind.CRASHED,
          "The instance ended before " + function + " returned: " + what,
          report);
    }
    if (initialisation(type)) {
      return new Outcome.Failed(
          FailureKind.INFRASTRUCTURE, INITIALISATION + " " + what, true, null, null, report);
    }
    return failed(
        FailureKind.CRASHED,
        "The worker failed before it answered " + function + ": " + what,
        report);
  }

  /** A process that Lambda kills for its memory looks like any killed one but for the report. */
  private static boolean outOfMemory(String type, String message, @Nullable ReportLine line) {
    return type.equals("Runtime.OutOfMemory")
        || type.equals("java.lang.OutOfMemoryError")
        || (message.contains("signal: killed") && line != null && line.memoryFull());
  }

  private static boolean initialisation(String type) {
    return type.equals("Runtime.InvalidEntrypoint")
        || type.equals("Runtime.BadFunctionCode")
        || type.equals("java.lang.ClassNotFoundException")
        || type.equals("java.lang.NoClassDefFoundError")
        || type.equals("Sandbox.InitTimedout");
  }

  private static Outcome.Failed failed(FailureKind kind, String message, AttemptReport report) {
    return new Outcome.Failed(kind, message, report);
  }
}
