package io.faast.aws;

import io.faast.aws.worker.Envelope;
import io.faast.spi.Attempt;
import io.faast.spi.AttemptReport;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** Calls the function, and makes an outcome of what comes back. */
final class Dispatcher {
  /**
   * The most that goes as an event, in bytes: the record of a failed one holds it once more,
   * escaped, and must fit a message. What is larger is called directly.
   */
  private static final int EVENT_BYTES = 200 << 10;

  /** How long the last items of a stream may take after its answer. */
  private static final Duration ITEMS_PATIENCE = Duration.ofSeconds(60);

  /** How long an answer may take through the queue. */
  private static final Duration QUEUE_PATIENCE = Duration.ofSeconds(60);

  private final LambdaAsyncClient lambda;
  private final Wiring wiring;
  private final @Nullable ResponsePoller poller;
  private final Reports reports;
  private final ServiceErrors errors;

  Dispatcher(
      LambdaAsyncClient lambda, Wiring wiring, @Nullable ResponsePoller poller, Reports reports) {
    this.lambda = lambda;
    this.wiring = wiring;
    this.poller = poller;
    this.reports = reports;
    errors = new ServiceErrors(reports);
  }

  void send(AwsAttempt attempt, @Nullable CreditLine credit) {
    Attempt call = attempt.attempt();
    Envelope envelope = new Envelope(call.request());
    envelope
        .with(Envelope.ID, attempt.id())
        .with(Envelope.CALL, call.call())
        .with(Envelope.ATTEMPT, call.number());
    long told = attempt.wanted();
    if (call.stream()) {
      envelope.with(Envelope.CREDIT, told);
      if (credit != null) {
        envelope.with(Envelope.CONTROL, credit.queue());
      }
    }
    boolean event = wiring.byQueue() && call.request().remaining() <= EVENT_BYTES * 3 / 4;
    ResponsePoller queue = event || call.stream() ? poller : null;
    if (queue != null) {
      envelope.with(Envelope.ANSWERS, queue.queue());
      queue.expect(attempt);
    }
    if (event) {
      envelope.with(Envelope.REPLY_BY_QUEUE, 1);
    }
    invoke(attempt, SdkBytes.fromByteArrayUnsafe(envelope.toJson()), event);
    if (credit != null) {
      attempt.creditBy(credit, told);
    }
  }

  private void invoke(AwsAttempt attempt, SdkBytes payload, boolean event) {
    InvokeRequest.Builder request =
        InvokeRequest.builder().functionName(wiring.functionArn()).payload(payload);
    if (event) {
      request.invocationType(InvocationType.EVENT);
    } else {
      request.invocationType(InvocationType.REQUEST_RESPONSE).logType(LogType.TAIL);
    }
    CompletableFuture<InvokeResponse> answer;
    try {
      answer = lambda.invoke(request.build());
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
  private void accepted(AwsAttempt attempt, InvokeResponse response) {
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
            reports.elapsed(attempt.attempt().timeout().toNanos(), requestId(response))));
  }

  private void answered(AwsAttempt attempt, InvokeResponse response) {
    String function = attempt.attempt().function();
    String log = Reports.log(response.logResult());
    byte[] payload =
        response.payload() == null ? new byte[0] : response.payload().asByteArrayUnsafe();
    long elapsed = attempt.elapsedNanos();
    if (response.functionError() != null) {
      AttemptReport report =
          reports.direct(log, null, requestId(response), payload.length, elapsed);
      attempt.settle(FunctionErrors.classify(function, payload, log, report));
      return;
    }
    Envelope envelope;
    AttemptReport report;
    try {
      envelope = Envelope.parse(ByteBuffer.wrap(payload));
      report = reports.direct(log, envelope, requestId(response), payload.length, elapsed);
    } catch (IllegalArgumentException e) {
      attempt.settle(
          new Outcome.Failed(
              FailureKind.INFRASTRUCTURE,
              "The answer of " + function + " is unreadable: " + e.getMessage(),
              reports.direct(log, null, requestId(response), payload.length, elapsed)));
      return;
    }
    Outcome outcome = new Outcome.Answered(envelope.body(), report);
    if (!attempt.attempt().stream()) {
      attempt.settle(outcome);
    } else if (!attempt.settleAfter(envelope.number(Envelope.MESSAGES, 0), outcome)) {
      attempt.endsAtLatest(
          new CompletableFuture<Void>().orTimeout(ITEMS_PATIENCE.toMillis(), TimeUnit.MILLISECONDS),
          new Outcome.Failed(
              FailureKind.INFRASTRUCTURE,
              "Items of " + function + " were lost on their way through the queue.",
              report));
    }
  }

  private static String requestId(InvokeResponse response) {
    return response.responseMetadata().requestId();
  }
}
