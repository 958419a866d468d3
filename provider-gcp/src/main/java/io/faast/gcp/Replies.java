package io.faast.gcp;

import io.faast.gcp.worker.Envelope;
import io.faast.spi.AttemptReport;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Makes outcomes of what workers answer: the reply itself, where it lies, or why there is none. */
final class Replies {
  private static final long END_MILLIS = 500;

  private final Payloads payloads;
  private final Metering metering;

  Replies(Payloads payloads, Metering metering) {
    this.payloads = payloads;
    this.metering = metering;
  }

  /** Ends the attempt with what its worker answered; once it is here, if it was stored. */
  void take(GcpAttempt attempt, Envelope answer, AttemptReport report) {
    metering.storageReads(answer.number(Envelope.FETCHES, 0));
    metering.storageWrites(answer.number(Envelope.STORES, 0));
    String function = attempt.attempt().function();
    String end = String.valueOf(answer.get(Envelope.END));
    if (end.equals(Envelope.TIMED_OUT)) {
      ended(
          attempt,
          new Outcome.Failed(
              FailureKind.TIMED_OUT,
              function + " was ended at its timeout, " + attempt.attempt().timeout() + ".",
              report));
    } else if (end.equals(Envelope.OUT_OF_MEMORY)) {
      ended(
          attempt,
          new Outcome.Failed(
              FailureKind.OUT_OF_MEMORY,
              function
                  + " ran out of memory: "
                  + StandardCharsets.UTF_8.decode(answer.body())
                  + ". Its instance was ended.",
              report));
    } else if (answer.get(Envelope.TROUBLE) != null) {
      String why = String.valueOf(answer.get(Envelope.TROUBLE));
      attempt.ended(
          new Outcome.Failed(
              FailureKind.INFRASTRUCTURE,
              function + ": " + URLDecoder.decode(why, StandardCharsets.UTF_8),
              report));
    } else if (answer.get(Envelope.STORED) == null) {
      attempt.answered(
          answer.number(Envelope.MESSAGES, 0), new Outcome.Answered(answer.body(), report));
    } else {
      fetch(attempt, answer, report);
    }
  }

  /** An instance ends behind such an answer; who called at once would meet it, and its end. */
  private static void ended(GcpAttempt attempt, Outcome.Failed outcome) {
    CompletableFuture.delayedExecutor(END_MILLIS, TimeUnit.MILLISECONDS)
        .execute(() -> attempt.failed(outcome));
  }

  private static String told(Throwable cause) {
    String missing = Api.missingPermission("storage.objects.get", cause);
    return Api.describe(cause) + (missing == null ? "" : " Allow " + missing + ".");
  }

  private void fetch(GcpAttempt attempt, Envelope answer, AttemptReport report) {
    long length = answer.number(Envelope.STORED, -1);
    var unused =
        payloads
            .download(attempt.id(), length)
            .whenComplete(
                (bytes, failure) -> {
                  if (failure == null) {
                    attempt.answered(
                        answer.number(Envelope.MESSAGES, 0), new Outcome.Answered(bytes, report));
                  } else {
                    attempt.ended(
                        new Outcome.Failed(
                            FailureKind.INFRASTRUCTURE,
                            "The result of "
                                + attempt.attempt().function()
                                + ", "
                                + length
                                + " bytes, could not be fetched: "
                                + told(Api.cause(failure)),
                            report));
                  }
                });
  }
}
