package io.faast.emulator.aws.lambda;

import io.faast.emulator.aws.core.Json;
import io.faast.emulator.aws.core.Meters;
import io.faast.emulator.aws.lambda.Invocation.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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

  private void finish(Invocation invocation) {
    String error = null;
    String status = null;
    byte[] answer;
    if (invocation.kill()) {
      error = "Unhandled";
      status = "error";
      answer = invocation.failure("Runtime.ExitError", "Runtime exited with error: signal: killed");
    } else {
      try {
        answer = does.apply(invocation.event());
      } catch (RuntimeException e) {
        error = "Unhandled";
        answer =
            Json.bytes(
                Json.object()
                    .put("errorMessage", e.getMessage())
                    .put("errorType", e.getClass().getName()));
      }
    }
    int memory = invocation.config().memoryMb();
    Report report = new Report(latency.toNanos(), 0, memory, memory / 2, status, type(status));
    concurrency.leave(invocation.function());
    meters.lambda(memory, invocation.config().arm(), report.billedMillis());
    String id = invocation.requestId();
    String tail = "START RequestId: " + id + " Version: $LATEST\nEND RequestId: " + id + "\n";
    invocation.outcome().complete(new Outcome(error, answer, tail + report.line(id) + "\n"));
  }

  private static @Nullable String type(@Nullable String status) {
    return status == null ? null : "Runtime.ExitError";
  }
}
