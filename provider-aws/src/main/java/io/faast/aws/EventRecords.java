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

/** Reads what Lambda sends of an event when it has been run (its destinations). */
final class EventRecords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Reports reports;

  EventRecords(Reports reports) {
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
    String condition = node.path("requestContext").path("condition").asText("");
    boolean success = condition.equals("Success");
    Envelope told = envelope(node.path(success ? "responsePayload" : "requestPayload"));
    AwsAttempt attempt = attempts.apply(String.valueOf(told.get(Envelope.ID)));
    if (attempt == null) {
      return;
    }
    long requests = Usage.queueRequests(text.length);
    if (success) {
      attempt.answered(told, reports.byQueue(told, requests));
    } else {
      attempt.settle(failure(attempt, condition, node, requests));
    }
  }

  private static Envelope envelope(JsonNode payload) {
    return Envelope.parse(
        ByteBuffer.wrap(payload.asText("").getBytes(StandardCharsets.ISO_8859_1)));
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

  private Outcome failure(AwsAttempt attempt, String condition, JsonNode record, long requests) {
    String function = attempt.attempt().function();
    if (condition.equals("EventAgeExceeded")) {
      return new Outcome.Failed(
          FailureKind.THROTTLED,
          "The event of " + function + " waited too long for an instance.",
          reports.refused(requests));
    }
    String id = record.path("requestContext").path("requestId").asText("");
    AttemptReport report = reports.failedEvent(attempt.elapsedNanos(), id, requests);
    JsonNode error = record.path("responsePayload");
    return FunctionErrors.classify(
        function,
        error.path("errorType").asText(""),
        error.path("errorMessage").asText(condition),
        "",
        report);
  }
}
