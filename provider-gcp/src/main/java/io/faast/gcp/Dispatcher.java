package io.faast.gcp;

import io.faast.gcp.worker.Envelope;
import io.faast.gcp.worker.FaastFunction;
import io.faast.gcp.worker.Settings;
import io.faast.spi.Attempt;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls the function, directly or through the queue. */
final class Dispatcher {
  /**
   * How much longer than its timeout a request may take until the client gives it up: an instance
   * is started first, the worker ends the call, and failing that Google does.
   */
  private static final Duration GRACE = Duration.ofSeconds(90);

  /**
   * How long who may call the function takes to be known everywhere: a refusal in that time was
   * neither run nor paid for, and is tried again.
   */
  private static final Duration GRANT_PATIENCE = Duration.ofMinutes(2);

  private static final long GRANT_PAUSE_MILLIS = 500;

  private final long granted = System.nanoTime();
  private final HttpClient http;
  private final Wiring wiring;
  private final @Nullable RequestQueue queue;
  private final @Nullable ResponseSubscriber responses;
  private final Payloads payloads;
  private final Replies replies;
  private final Reports reports;
  private final ServiceErrors errors;
  private final boolean oneAtATime;

  /**
   * Makes the way to a function.
   *
   * @param oneAtATime whether an instance serves one call at a time: then one that ends runs no
   *     other
   */
  Dispatcher(
      HttpClient http,
      Wiring wiring,
      @Nullable RequestQueue queue,
      @Nullable ResponseSubscriber responses,
      Payloads payloads,
      Replies replies,
      Reports reports,
      ServiceErrors errors,
      boolean oneAtATime) {
    this.oneAtATime = oneAtATime;
    this.http = http;
    this.wiring = wiring;
    this.queue = queue;
    this.responses = responses;
    this.payloads = payloads;
    this.replies = replies;
    this.reports = reports;
    this.errors = errors;
  }

  /** A request that is too large for a message is stored first, and the message says where. */
  void send(GcpAttempt attempt, @Nullable CreditLine credit) {
    ByteBuffer request = attempt.attempt().request();
    int length = request.remaining();
    int most = queue == null ? Settings.DIRECT_BYTES : Settings.MESSAGE_BYTES;
    if (length <= most - Settings.FIELDS_BYTES) {
      post(attempt, credit, new Envelope(request));
      return;
    }
    var unused =
        payloads
            .upload(attempt.id(), request)
            .whenComplete(
                (place, failure) -> {
                  if (failure != null) {
                    attempt.settle(notStored(attempt, length, Api.cause(failure)));
                  } else if (attempt.isSettled()) {
                    payloads.forget(attempt.id());
                  } else {
                    Envelope pointer = new Envelope();
                    pointer.with(Envelope.FETCH, place).with(Envelope.STORED, length);
                    post(attempt, credit, pointer);
                  }
                });
  }

  private Outcome notStored(GcpAttempt attempt, int length, Throwable cause) {
    String missing = Api.missingPermission("storage.objects.create", cause);
    return new Outcome.Failed(
        FailureKind.INFRASTRUCTURE,
        "The request of "
            + attempt.attempt().function()
            + " has "
            + length
            + " bytes, and could not be stored for the function to fetch: "
            + Api.describe(cause)
            + (missing == null ? "" : " Allow " + missing + "."),
        missing != null,
        null,
        cause,
        reports.unused());
  }

  private void post(GcpAttempt attempt, @Nullable CreditLine credit, Envelope envelope) {
    Attempt call = attempt.attempt();
    envelope
        .with(Envelope.ID, attempt.id())
        .with(Envelope.CALL, call.call())
        .with(Envelope.ATTEMPT, call.number())
        .with(Envelope.TIMEOUT, Math.max(1, call.timeout().toMillis()));
    envelope.with(Envelope.STORE, payloads.replyPlace(attempt.id()));
    long told = attempt.wanted();
    if (call.stream()) {
      envelope.with(Envelope.CREDIT, told);
      if (credit != null) {
        envelope.with(Envelope.CONTROL, credit.subscription());
      }
    }
    ResponseSubscriber heard = responses;
    String topic = wiring.responses();
    if (heard != null && topic != null && (queue != null || call.stream())) {
      envelope.with(Envelope.ANSWERS, topic);
      heard.expect(attempt);
    }
    if (queue != null) {
      queue.send(attempt, envelope);
    } else {
      invoke(attempt, envelope.toBytes());
    }
    if (credit != null) {
      attempt.creditBy(credit, told);
    }
  }

  private void invoke(GcpAttempt attempt, byte[] body) {
    var unused =
        wiring
            .tokens()
            .token()
            .whenComplete(
                (token, failure) -> {
                  if (failure != null) {
                    attempt.settle(errors.noToken(attempt, Api.cause(failure)));
                  } else if (!attempt.isSettled()) {
                    invoke(attempt, body, token);
                  }
                });
  }

  private void invoke(GcpAttempt attempt, byte[] body, String token) {
    String trace = Traces.id();
    HttpRequest request =
        HttpRequest.newBuilder(wiring.uri())
            .timeout(attempt.attempt().timeout().plus(GRACE))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/octet-stream")
            .header(Traces.HEADER, Traces.header(trace))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.ofByteArray());
    attempt.requested(answer);
    var unused =
        answer.whenComplete(
            (response, failure) -> {
              if (failure != null) {
                attempt.settle(errors.thrown(attempt, Api.cause(failure)));
              } else if (response.headers().firstValue(FaastFunction.HEADER).isPresent()) {
                answered(attempt, response);
              } else {
                refused(attempt, body, response, trace, token);
              }
            });
  }

  private void answered(GcpAttempt attempt, HttpResponse<byte[]> response) {
    byte[] body = response.body();
    try {
      if (response.statusCode() != 200) {
        throw new IllegalArgumentException("the worker could not read the request");
      }
      Envelope envelope = Envelope.parse(ByteBuffer.wrap(body));
      if (envelope.get(Envelope.LAST) != null && oneAtATime) {
        errors.ends(String.valueOf(envelope.get(Envelope.WORKER)));
      }
      replies.take(attempt, envelope, reports.direct(envelope, body.length));
    } catch (IllegalArgumentException e) {
      attempt.settle(
          new Outcome.Failed(
              FailureKind.INFRASTRUCTURE,
              "The answer of " + attempt.attempt().function() + " is unreadable: " + e.getMessage(),
              reports.elapsed(attempt.elapsedNanos(), null)));
    }
  }

  private void refused(
      GcpAttempt attempt, byte[] body, HttpResponse<byte[]> response, String trace, String token) {
    if (response.statusCode() == 401) {
      wiring.tokens().refused(token);
    }
    if (response.statusCode() == 403
        && System.nanoTime() - granted < GRANT_PATIENCE.toNanos()
        && !attempt.isSettled()) {
      CompletableFuture.delayedExecutor(GRANT_PAUSE_MILLIS, TimeUnit.MILLISECONDS)
          .execute(() -> invoke(attempt, body));
      return;
    }
    var unused =
        errors
            .answered(attempt, trace, response)
            .thenAccept(
                failed -> {
                  if (failed.isEmpty()) {
                    invoke(attempt, body);
                  } else if (failed.get().report().billedNanos() > 0) {
                    attempt.failed(failed.get());
                  } else {
                    attempt.settle(failed.get());
                  }
                });
  }
}
