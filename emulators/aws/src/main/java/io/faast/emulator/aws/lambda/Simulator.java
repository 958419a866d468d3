package io.faast.emulator.aws.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.aws.lambda.Invocation.Outcome;
import io.faast.emulator.core.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs functions in this JVM, each of which takes the same time. */
final class Simulator implements Runner {
  private final SimulatedFunction does;
  private final Duration latency;
  private final Lambda.Surroundings around;
  private final Concurrency concurrency;
  private final ScheduledExecutorService clock;
  private final String stream;

  Simulator(
      SimulatedFunction does,
      Duration latency,
      Lambda.Surroundings around,
      Concurrency concurrency,
      ScheduledExecutorService clock) {
    this.does = does;
    this.latency = latency;
    this.around = around;
    this.concurrency = concurrency;
    this.clock = clock;
    stream = around.place().day() + "/[$LATEST]simulated";
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
    FunctionConfig config = invocation.config();
    int memory = config.memoryMb();
    Report report =
        new Report(
            latency.toNanos(),
            0,
            false,
            memory,
            memory / 2,
            kill ? "error" : null,
            kill ? "Runtime.ExitError" : null);
    around.meters().lambda(memory, config.arm(), report.billedMillis());
    String id = invocation.requestId();
    List<String> log =
        List.of(
            "START RequestId: " + id + " Version: $LATEST\n",
            "END RequestId: " + id + "\n",
            report.line(id) + "\n");
    new LogSink(around.logs(), around.roles(), config.role(), config.logGroup(), stream)
        .append(log);
    String tail = String.join("", log);
    if (kill) {
      end(invocation, killed(invocation, tail));
      return;
    }
    CompletionStage<byte[]> answer;
    try {
      answer = does.call(id, invocation.event());
    } catch (RuntimeException | Error e) {
      answer = CompletableFuture.failedFuture(e);
    }
    var unused =
        answer.whenComplete(
            (payload, failure) ->
                end(
                    invocation,
                    failure == null ? new Outcome(null, payload, tail) : failed(failure, tail)));
  }

  private void end(Invocation invocation, Outcome outcome) {
    concurrency.leave(invocation.function());
    invocation.outcome().complete(outcome);
  }

  private static Outcome killed(Invocation invocation, String tail) {
    byte[] answer =
        invocation.failure("Runtime.ExitError", "Runtime exited with error: signal: killed");
    return new Outcome("Unhandled", answer, tail);
  }

  private static Outcome failed(Throwable failure, String tail) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    ObjectNode answer =
        Json.object()
            .put("errorMessage", cause.getMessage())
            .put("errorType", cause.getClass().getName());
    return new Outcome("Unhandled", Json.bytes(answer), tail);
  }
}
