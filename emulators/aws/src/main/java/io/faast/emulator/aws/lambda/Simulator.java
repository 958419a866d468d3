package io.faast.emulator.aws.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.aws.core.Json;
import io.faast.emulator.aws.core.Meters;
import io.faast.emulator.aws.lambda.Invocation.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Runs functions in this JVM, each of which takes the same time. */
final class Simulator implements Runner {
  private final UnaryOperator<byte[]> does;
  private final Duration latency;
  private final Concurrency concurrency;
  private final Meters meters;
  private final ScheduledExecutorService clock;

  Simulator(
      UnaryOperator<byte[]> does,
      Duration latency,
      Concurrency concurrency,
      Meters meters,
      ScheduledExecutorService clock) {
    this.does = does;
    this.latency = latency;
    this.concurrency = concurrency;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation invocation) {
    concurrency.enter(invocation.function());
    var unused = clock.schedule(() -> finish(invocation), latency.toNanos(), TimeUnit.NANOSECONDS);
    return invocation.outcome();
  }

  /** Meters first, so that what a function tells others is not ahead of the bill. */
  private void finish(Invocation invocation) {
    boolean kill = invocation.kill();
    int memory = invocation.config().memoryMb();
    Report report =
        new Report(
            latency.toNanos(),
            0,
            memory,
            memory / 2,
            kill ? "error" : null,
            kill ? "Runtime.ExitError" : null);
    meters.lambda(memory, invocation.config().arm(), report.billedMillis());
    String id = invocation.requestId();
    String tail =
        "START RequestId: "
            + id
            + " Version: $LATEST\nEND RequestId: "
            + id
            + "\n"
            + report.line(id)
            + "\n";
    Outcome outcome = kill ? killed(invocation, tail) : ran(invocation, tail);
    concurrency.leave(invocation.function());
    invocation.outcome().complete(outcome);
  }

  private static Outcome killed(Invocation invocation, String tail) {
    byte[] answer =
        invocation.failure("Runtime.ExitError", "Runtime exited with error: signal: killed");
    return new Outcome("Unhandled", answer, tail);
  }

  private Outcome ran(Invocation invocation, String tail) {
    try {
      return new Outcome(null, does.apply(invocation.event()), tail);
    } catch (RuntimeException | Error e) {
      ObjectNode answer =
          Json.object()
              .put("errorMessage", e.getMessage())
              .put("errorType", e.getClass().getName());
      return new Outcome("Unhandled", Json.bytes(answer), tail);
    }
  }
}
