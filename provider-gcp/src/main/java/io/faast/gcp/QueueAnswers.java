package io.faast.gcp;

import io.faast.gcp.worker.Envelope;
import io.faast.spi.AttemptReport;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Gives what comes through the queue to its attempts. Thread-safe.
 *
 * <p>A worker says that it begins an attempt before it does. When Pub/Sub then delivers the message
 * again, whoever gets it says that, and executes nothing: so a message that was begun and came
 * again is of a worker that died, and one that was never begun found no instance.
 */
final class QueueAnswers {
  /** Messages overtake each other: what was sent earlier has come by then. */
  private static final Duration OVERTAKING = Duration.ofMillis(1_500);

  private final Replies replies;
  private final Reports reports;
  private final ServiceErrors errors;
  private final Metering metering;
  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

  QueueAnswers(Replies replies, Reports reports, ServiceErrors errors, Metering metering) {
    this.replies = replies;
    this.reports = reports;
    this.errors = errors;
    this.metering = metering;
  }

  private static final class Waiting {
    final GcpAttempt attempt;
    volatile String worker = "";
    volatile long begunNanos;

    Waiting(GcpAttempt attempt) {
      this.attempt = attempt;
    }
  }

  /** Begins to look for an attempt's messages. */
  void expect(GcpAttempt attempt) {
    waiting.put(attempt.id(), new Waiting(attempt));
    if (attempt.isSettled()) {
      forget(attempt);
    }
  }

  /** Notes as how many bytes each push of an attempt's message is billed. */
  void pushed(GcpAttempt attempt, long bytes) {
    metering.queueBytes(attempt.pushes().sized(bytes));
  }

  void forget(GcpAttempt attempt) {
    waiting.remove(attempt.id());
  }

  /**
   * Ends all whose answers cannot come any more.
   *
   * @param why a sentence
   */
  void giveUp(String why) {
    for (Waiting one : waiting.values()) {
      one.attempt.settle(
          new Outcome.Failed(
              FailureKind.INFRASTRUCTURE,
              "The answer of " + one.attempt.attempt().function() + " cannot be received: " + why,
              true,
              null,
              null,
              reports.elapsed(one.attempt.elapsedNanos(), null)));
    }
  }

  void clear() {
    waiting.clear();
  }

  /** Takes one message; what is of no attempt that waits is left. */
  void take(Envelope message) {
    Waiting one = waiting.get(String.valueOf(message.get(Envelope.ID)));
    if (one == null) {
      return;
    }
    String end = String.valueOf(message.get(Envelope.END));
    if (message.get(Envelope.MESSAGE) != null) {
      one.attempt.message(message);
    } else if (end.equals(Envelope.STARTED)) {
      one.begunNanos = System.nanoTime();
      one.worker = String.valueOf(message.get(Envelope.WORKER));
    } else if (end.equals(Envelope.REDELIVERED)) {
      redelivered(one, message);
    } else {
      replies.take(one.attempt, message, reports.answered(message));
    }
  }

  private void redelivered(Waiting one, Envelope message) {
    int deliveries = (int) Math.min(1_000, message.number(Envelope.DELIVERIES, 2));
    metering.queueBytes(one.attempt.pushes().pushed(deliveries));
    CompletableFuture.delayedExecutor(OVERTAKING.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> ended(one, message, deliveries));
  }

  private void ended(Waiting one, Envelope message, int deliveries) {
    GcpAttempt attempt = one.attempt;
    if (attempt.isSettled()) {
      return;
    }
    if (one.worker.isEmpty()) {
      AttemptReport report = reports.answered(message);
      attempt.ended(
          new Outcome.Failed(
              FailureKind.THROTTLED,
              "No instance took the message of "
                  + attempt.attempt().function()
                  + " when it was pushed for the first time; it was pushed "
                  + deliveries
                  + " times.",
              report));
      return;
    }
    long nanos = Math.max(0, System.nanoTime() - one.begunNanos - OVERTAKING.toNanos());
    var unused =
        errors
            .died(attempt, one.worker, reports.died(one.worker, nanos, 2))
            .thenAccept(attempt::failed);
  }
}
