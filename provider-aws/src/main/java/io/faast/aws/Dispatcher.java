package io.faast.aws;

import io.faast.aws.worker.Envelope;
import io.faast.spi.Attempt;
import io.faast.spi.AttemptReport;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import io.faast.spi.ProviderException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls the function, and makes an outcome of what comes back. */
final class Dispatcher {
  /** Lambda's record of an event holds request and answer; some places for records take no more. */
  private static final int RECORD_BYTES = 256 << 10;

  /** What is in a record beside request and answer, and in both of these beside their bytes. */
  private static final int RECORD_HEAD = 4_096;

  /** How long an answer may take through the queue. */
  private static final Duration QUEUE_PATIENCE = Duration.ofSeconds(60);

  private final FunctionClient lambda;
  private final Wiring wiring;
  private final @Nullable ResponsePoller poller;
  private final Payloads payloads;
  private final Replies replies;
  private final Reports reports;
  private final ServiceErrors errors;

  Dispatcher(
      FunctionClient lambda,
      Wiring wiring,
      @Nullable ResponsePoller poller,
      Payloads payloads,
      Replies replies,
      Reports reports) {
    this.lambda = lambda;
    this.wiring = wiring;
    this.poller = poller;
    this.payloads = payloads;
    this.replies = replies;
    this.reports = reports;
    errors = new ServiceErrors(reports);
  }

  /** A request that is too large for a message is stored first, and the message says where. */
  void send(AwsAttempt attempt, @Nullable CreditLine credit) {
    ByteBuffer request = attempt.attempt().request();
    int length = request.remaining();
    if (length <= (wiring.byQueue() ? AwsLimits.EVENT_BYTES : AwsLimits.DIRECT_BYTES)) {
      post(attempt, credit, new Envelope(request));
      return;
    }
    var unused =
        payloads
            .upload(attempt.id(), request)
            .whenComplete(
                (url, failure) -> {
                  if (failure != null) {
                    attempt.settle(notStored(attempt, length, Api.cause(failure)));
                  } else if (attempt.isSettled()) {
                    payloads.forget(attempt.id());
                  } else {
                    Envelope pointer = new Envelope(ByteBuffer.allocate(0));
                    pointer.with(Envelope.FETCH, url).with(Envelope.STORED, length);
                    post(attempt, credit, pointer);
                  }
                });
  }

  private Outcome notStored(AwsAttempt attempt, int length, Throwable cause) {
    String what =
        "The request of "
            + attempt.attempt().function()
            + " has "
            + length
            + " bytes, and could not be stored for the function to fetch: ";
    String missing = Api.missingPermission("s3:PutObject", cause);
    return new Outcome.Failed(
        FailureKind.INFRASTRUCTURE,
        what + Api.describe(cause) + (missing == null ? "" : " Allow " + missing + "."),
        missing != null || cause instanceof ProviderException, // a run tries once to make a bucket
        null,
        cause,
        reports.unused());
  }

  private void post(AwsAttempt attempt, @Nullable CreditLine credit, Envelope envelope) {
    Attempt call = attempt.attempt();
    envelope
        .with(Envelope.ID, attempt.id())
        .with(Envelope.CALL, call.call())
        .with(Envelope.ATTEMPT, call.number());
    String store = payloads.replyUrl(attempt.id());
    if (store != null) {
      envelope.with(Envelope.STORE, store);
    }
    long told = attempt.wanted();
    if (call.stream()) {
      envelope.with(Envelope.CREDIT, told);
      if (credit != null) {
        envelope.with(Envelope.CONTROL, credit.queue());
      }
    }
    ResponsePoller queue = poller;
    boolean event = wiring.byQueue();
    if (queue != null && (event || call.stream())) {
      envelope.with(Envelope.ANSWERS, queue.queue());
      queue.expect(attempt);
    }
    if (event) {
      envelope.with(Envelope.INLINE, replyBytes(envelope));
    }
    invoke(attempt, envelope.toJson(), event);
    if (credit != null) {
      attempt.creditBy(credit, told);
    }
  }

  private void invoke(AwsAttempt attempt, byte[] payload, boolean event) {
    CompletableFuture<FunctionClient.Answer> answer;
    try {
      answer = lambda.invoke(payload, event);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    attempt.requested(answer);
    var unused =
        answer.whenComplete(
            (response, failure) -> {
              if (failure != null) {
                fail(attempt, Api.cause(failure));
              } else if (event) {
                accepted(attempt, response);
              } else {
                answered(attempt, response);
              }
            });
  }

  private void fail(AwsAttempt attempt, Throwable cause) {
    attempt.settle(
        errors.classify(
            attempt.attempt().function(),
            cause,
            () -> reports.elapsed(attempt.elapsedNanos(), null)));
  }

  /** The event is Lambda's now; if neither answer nor failure comes, it was lost on the way. */
  private void accepted(AwsAttempt attempt, FunctionClient.Answer response) {
    Duration longest =
        attempt.attempt().timeout().plus(FunctionCreation.EVENT_AGE).plus(QUEUE_PATIENCE);
    attempt.endsAtLatest(
        new CompletableFuture<Void>().orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS),
        new Outcome.Failed(
            FailureKind.INFRASTRUCTURE,
            "No answer of "
                + attempt.attempt().function()
                + " came through the queue within "
                + longest,
            reports.elapsed(attempt.attempt().timeout().toNanos(), response.requestId())));
  }

  private void answered(AwsAttempt attempt, FunctionClient.Answer response) {
    String function = attempt.attempt().function();
    String log = Reports.log(response.log());
    byte[] payload = response.payload().array();
    long elapsed = attempt.elapsedNanos();
    if (response.functionError() != null) {
      AttemptReport report =
          reports.direct(log, null, response.requestId(), payload.length, elapsed);
      attempt.failed(FunctionErrors.classify(function, payload, log, report));
      return;
    }
    Envelope envelope;
    AttemptReport report;
    try {
      envelope = Envelope.parse(ByteBuffer.wrap(payload));
      report = reports.direct(log, envelope, response.requestId(), payload.length, elapsed);
    } catch (IllegalArgumentException e) {
      attempt.settle(
          new Outcome.Failed(
              FailureKind.INFRASTRUCTURE,
              "The answer of " + function + " is unreadable: " + e.getMessage(),
              reports.direct(log, null, response.requestId(), payload.length, elapsed)));
      return;
    }
    replies.take(attempt, envelope, report);
  }

  /** Returns how large the reply to an event may be, so that both fit into Lambda's record. */
  private static int replyBytes(Envelope request) {
    int taken = RECORD_HEAD + (request.body().remaining() + 2) / 3 * 4;
    for (String url : new String[] {Envelope.FETCH, Envelope.STORE}) {
      String text = request.get(url);
      taken += text == null ? 0 : text.length();
    }
    return (RECORD_BYTES - taken) / 4 * 3;
  }
}
