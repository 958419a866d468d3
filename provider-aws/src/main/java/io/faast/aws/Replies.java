package io.faast.aws;

import io.faast.aws.worker.Envelope;
import io.faast.spi.AttemptReport;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Makes outcomes of what workers answer: the reply itself, where it lies, or why there is none. */
final class Replies {
  private final Payloads payloads;
  private final Metering metering;

  Replies(Payloads payloads, Metering metering) {
    this.payloads = payloads;
    this.metering = metering;
  }

  /** Ends the attempt with what its worker answered; once it is here, if it was stored. */
  void take(AwsAttempt attempt, Envelope answer, AttemptReport report) {
    metering.storageReads(answer.number(Envelope.FETCHES, 0));
    metering.storageWrites(answer.number(Envelope.STORES, 0));
    String function = attempt.attempt().function();
    long before = answer.number(Envelope.MESSAGES, 0);
    String trouble = answer.get(Envelope.TROUBLE);
    if (trouble != null) {
      String why = URLDecoder.decode(trouble, StandardCharsets.UTF_8);
      String bucket = payloads.trouble();
      attempt.ended(
          new Outcome.Failed(
              FailureKind.INFRASTRUCTURE,
              function + ": " + why + (bucket == null ? "" : ", which is not there: " + bucket),
              bucket != null,
              null,
              null,
              report));
      return;
    }
    if (answer.get(Envelope.STORED) == null) {
      attempt.answered(before, new Outcome.Answered(answer.body(), report));
      return;
    }
    long length = answer.number(Envelope.STORED, -1);
    var unused =
        payloads
            .download(attempt.id(), length)
            .whenComplete(
                (bytes, failure) -> {
                  if (failure == null) {
                    attempt.answered(before, new Outcome.Answered(bytes, report));
                  } else {
                    attempt.ended(
                        failed(
                            "The result of "
                                + function
                                + ", "
                                + length
                                + " bytes, could not be fetched: "
                                + Api.describe(Api.cause(failure)),
                            report));
                  }
                });
  }

  private static Outcome failed(String message, AttemptReport report) {
    return new Outcome.Failed(FailureKind.INFRASTRUCTURE, message, report);
  }
}
