package io.faast.emulator.gcp.run;

import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Runs a function in this JVM, each request of which takes the same time. Thread-safe. */
final class Simulator implements Runner {
  private static final String INSTANCE = "simulated";

  private final SimulatedFunction does;
  private final Duration latency;
  private final Machine machine;
  private final RunConfig config;
  private int running;

  Simulator(SimulatedFunction does, Duration latency, Machine machine, RunConfig config) {
    this.does = does;
    this.latency = latency;
    this.machine = machine;
    this.config = config;
  }

  @Override
  public CompletableFuture<Served> serve(Request request, boolean kill) {
    CompletableFuture<Served> served = new CompletableFuture<>();
    synchronized (this) {
      if (running >= (long) config.maxInstances() * config.concurrency()) {
        served.complete(new Served(Pages.plain(429, "Rate exceeded."), null, Pages.NO_INSTANCE));
        return served;
      }
      running++;
    }
    machine.meters().runRequest();
    var unused =
        machine
            .clock()
            .schedule(() -> run(request, kill, served), latency.toNanos(), TimeUnit.NANOSECONDS);
    return served;
  }

  /** Meters first, so that what a function tells others is not ahead of the bill. */
  private void run(Request request, boolean kill, CompletableFuture<Served> served) {
    machine.meters().run(config.millicpu(), config.memoryMb(), latency.toNanos(), false);
    CompletionStage<Response> answer;
    try {
      answer =
          kill
              ? CompletableFuture.failedFuture(new IllegalStateException("killed on purpose"))
              : does.call(config.function(), request);
    } catch (RuntimeException | Error e) {
      answer = CompletableFuture.failedFuture(e);
    }
    var unused =
        answer.whenComplete(
            (response, failure) -> {
              synchronized (this) {
                running--;
              }
              served.complete(
                  failure == null
                      ? new Served(response, INSTANCE, null)
                      : new Served(Pages.unavailable(), INSTANCE, Pages.BROKEN));
            });
  }

  @Override
  public CompletableFuture<String> check() {
    return CompletableFuture.completedFuture("");
  }

  @Override
  public void close() {
    // what runs ends by itself
  }
}
