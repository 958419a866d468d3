package io.faast.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faast.aws.worker.Envelope;
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
  private final Replies replies;
  private final RunLog log;

  /**
   * Makes a reader.
   *
   * @param log tells what failures cost, and whether they used up their memory
   */
  EventRecords(Reports reports, Replies replies, RunLog log) {
    this.reports = reports;
    this.replies = replies;
    this.log = log;
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
      replies.take(attempt, told, reports.byQueue(told, requests));
    } else if (condition.equals("EventAgeExceeded")) {
      attempt.settle(
          new Outcome.Failed(
              FailureKind.THROTTLED,
              "The event of " + attempt.attempt().function() + " waited too long for an instance.",
              reports.refused(requests)));
    } else {
      failed(attempt, node, requests);
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

  /** The record does not say what was used; the log does, a little later. */
  private void failed(AwsAttempt attempt, JsonNode record, long requests) {
    JsonNode context = record.path("requestContext");
    String id = context.path("requestId").asText("");
    JsonNode error = record.path("responsePayload");
    long elapsed = attempt.elapsedNanos();
    var unused =
        log.line(id)
            .thenAccept(
                line ->
                    attempt.failed(
                        FunctionErrors.classify(
                            attempt.attempt().function(),
                            error.path("errorType").asText(""),
                            error.path("errorMessage").asText(context.path("condition").asText()),
                            line,
                            reports.failedEvent(ReportLine.find(line), elapsed, id, requests))));
  }
}
