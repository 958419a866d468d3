package io.faast.emulator.aws.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Place;
import io.faast.emulator.aws.lambda.Invocation.Outcome;
import io.faast.emulator.core.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous invocations: "How Lambda handles errors and retries with asynchronous invocation"
 * and "Capturing records of Lambda asynchronous invocations" of the developer guide.
 */
final class Events {
  private final Place place;
  private final Functions functions;
  private final Runner runner;
  private final Destinations destinations;
  private final Duration retryDelay;
  private final ScheduledExecutorService clock;

  /** An event that was accepted: what to run, since when, and how often it was tried. */
  private record Event(Invocation invocation, EventConfig config, Instant accepted, int tries) {
    Event next(Invocation again) {
      return new Event(again, config, accepted, tries + 1);
    }

    Event waited(Invocation again) {
      return new Event(again, config, accepted, tries);
    }
  }

  Events(
      Place place,
      Functions functions,
      Runner runner,
      Destinations destinations,
      Duration retryDelay,
      ScheduledExecutorService clock) {
    this.place = place;
    this.functions = functions;
    this.runner = runner;
    this.destinations = destinations;
    this.retryDelay = retryDelay;
    this.clock = clock;
  }

  void accept(Invocation invocation) {
    Instant now = place.clock().instant();
    EventConfig config = invocation.function().events;
    attempt(new Event(invocation, config == null ? EventConfig.defaults(now) : config, now, 0));
  }

  private void attempt(Event event) {
    Invocation invocation = event.invocation;
    if (!functions.has(invocation.function())) {
      return; // deleted meanwhile: nobody is told
    }
    Instant oldest = place.clock().instant().minusSeconds(event.config.maxAgeSeconds());
    if (event.accepted.isBefore(oldest)) {
      report(event, "EventAgeExceeded", null);
      return;
    }
    try {
      var unused = runner.run(invocation).thenAccept(outcome -> ended(event, outcome));
    } catch (ApiException e) {
      if (e.status() != 429) {
        throw e;
      }
      later(event.waited(copy(invocation)));
    }
  }

  private void ended(Event event, Outcome outcome) {
    Event counted = event.next(event.invocation);
    if (outcome.error() == null) {
      report(counted, "Success", outcome);
    } else if (counted.tries <= event.config.retries()) {
      later(event.next(copy(event.invocation)));
    } else {
      report(counted, "RetriesExhausted", outcome);
    }
  }

  /** Every try has the request id of the first. */
  private static Invocation copy(Invocation of) {
    return new Invocation(
        of.requestId(),
        of.function(),
        of.config(),
        of.code(),
        of.event(),
        false,
        new CompletableFuture<>());
  }

  private void later(Event event) {
    var unused = clock.schedule(() -> attempt(event), retryDelay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void report(Event event, String condition, @Nullable Outcome outcome) {
    boolean success = condition.equals("Success");
    String to = success ? event.config.onSuccess() : event.config.onFailure();
    if (to == null) {
      return;
    }
    Invocation invocation = event.invocation;
    ObjectNode record = Json.object().put("version", "1.0");
    record.put("timestamp", Instant.ofEpochMilli(place.clock().millis()).toString());
    record
        .putObject("requestContext")
        .put("requestId", invocation.requestId())
        .put("functionArn", invocation.function().qualifiedArn())
        .put("condition", condition)
        .put("approximateInvokeCount", event.tries);
    record.set("requestPayload", Json.value(invocation.event()));
    if (outcome != null) {
      ObjectNode context = record.putObject("responseContext");
      context.put("statusCode", 200).put("executedVersion", invocation.function().version());
      if (outcome.error() != null) {
        context.put("functionError", outcome.error());
      }
      record.set("responsePayload", Json.value(outcome.payload()));
    }
    destinations.send(invocation.config().role(), to, record.toString());
  }
}
