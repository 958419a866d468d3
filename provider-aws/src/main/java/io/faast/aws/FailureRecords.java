package io.faast.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faast.aws.worker.Envelope;
import io.faast.spi.AttemptReport;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what Lambda sends of an event that failed (its OnFailure destination). */
final class FailureRecords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Reports reports;

  FailureRecords(Reports reports) {
    this.reports = reports;
  }

  /**
   * Ends the attempt that a record is about.
   *
   * @throws IllegalArgumentException if it is no such record
   */
  void handle(byte[] text, Function<String, @Nullable AwsAttempt> attempts) {
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON", e);
    }
    String event = node.path("requestPayload").asText("");
    Envelope request = Envelope.parse(ByteBuffer.wrap(event.getBytes(StandardCharsets.ISO_8859_1)));
    AwsAttempt attempt = attempts.apply(String.valueOf(request.get(Envelope.ID)));
    if (attempt != null) {
      attempt.settle(outcome(attempt, node));
    }
  }

  /** Ends an attempt whose answer cannot come any more. */
  void queueGone(AwsAttempt attempt) {
    attempt.settle(
        new Outcome.Failed(
            FailureKind.INFRASTRUCTURE,
            "The queue for the answer of "
                + attempt.attempt().function()
                + " was deleted under the run.",
            true,
            null,
            null,
            reports.elapsed(attempt.elapsedNanos(), null)));
  }

  private Outcome outcome(AwsAttempt attempt, JsonNode node) {
    String function = attempt.attempt().function();
    JsonNode context = node.path("requestContext");
    String condition = context.path("condition").asText("");
    if (condition.equals("EventAgeExceeded")) {
      return new Outcome.Failed(
          FailureKind.THROTTLED,
          "The event of " + function + " waited too long for an instance.",
          reports.unused());
    }
    AttemptReport report =
        reports.elapsed(attempt.elapsedNanos(), context.path("requestId").asText(""));
    JsonNode error = node.path("responsePayload");
    return FunctionErrors.classify(
        function,
        error.path("errorType").asText(""),
        error.path("errorMessage").asText(condition),
        "",
        report);
  }
}
