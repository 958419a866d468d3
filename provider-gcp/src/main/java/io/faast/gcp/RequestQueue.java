package io.faast.gcp;

import com.google.api.gax.rpc.StatusCode;
import io.faast.gcp.worker.Envelope;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends calls as messages, which Pub/Sub pushes to the function. Thread-safe. */
final class RequestQueue {
  /** How long a message may wait for an instance: Pub/Sub keeps it no longer. */
  private static final Duration AGE = Duration.ofMinutes(10);

  /** How long an answer may take through the queue. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Publishing publishing;
  private final String topic;
  private final QueueAnswers answers;
  private final Reports reports;

  /**
   * Makes the way to a function.
   *
   * @param topic full name of the topic that calls go to
   */
  RequestQueue(Publishing publishing, String topic, QueueAnswers answers, Reports reports) {
    this.publishing = publishing;
    this.topic = topic;
    this.answers = answers;
    this.reports = reports;
  }

  /** Sends a call. Its answer comes by the responses' topic; one that does not is given up. */
  void send(GcpAttempt attempt, Envelope envelope) {
    var unused =
        publishing
            .publish(topic, envelope, bytes -> answers.pushed(attempt, bytes))
            .whenComplete(
                (none, failure) -> {
                  if (failure != null) {
                    attempt.settle(refused(attempt, Api.cause(failure)));
                  } else {
                    expect(attempt);
                  }
                });
  }

  private Outcome refused(GcpAttempt attempt, Throwable cause) {
    String missing = Api.missingPermission("pubsub.topics.publish", cause);
    boolean gone = Api.notFound(cause);
    return new Outcome.Failed(
        Api.code(cause).equals(StatusCode.Code.RESOURCE_EXHAUSTED.name())
            ? FailureKind.THROTTLED
            : FailureKind.INFRASTRUCTURE,
        "The call of "
            + attempt.attempt().function()
            + " could not be sent: "
            + Api.describe(cause)
            + (gone ? " Its topic was deleted under the run." : "")
            + (missing == null ? "" : " Allow " + missing + "."),
        gone || missing != null,
        null,
        cause,
        reports.unused());
  }

  private void expect(GcpAttempt attempt) {
    Duration timeout = attempt.attempt().timeout();
    Duration longest = timeout.plus(AGE).plus(PATIENCE);
    attempt.endsAtLatest(
        new CompletableFuture<Void>().orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS),
        new Outcome.Failed(
            FailureKind.INFRASTRUCTURE,
            "No answer of "
                + attempt.attempt().function()
                + " came through the queue within "
                + longest,
            reports.elapsed(timeout.toNanos(), null)));
  }
}
