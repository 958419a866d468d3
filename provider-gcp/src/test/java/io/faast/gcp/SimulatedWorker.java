package io.faast.gcp;

import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.GcpEmulator;
import io.faast.emulator.gcp.GcpEmulatorOptions;
import io.faast.emulator.gcp.iam.MetadataServer;
import io.faast.gcp.worker.FaastFunction;
import io.faast.gcp.worker.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An emulated project whose functions are the worker's own code in this JVM: no processes. */
final class SimulatedWorker implements AutoCloseable {
  private final ExecutorService threads;
  private final CompletableFuture<FaastFunction> function = new CompletableFuture<>();
  private final MetadataServer metadata;
  final GcpEmulator emulator;

  /** Starts one with a function's module, which serves so many calls at once. */
  SimulatedWorker(GcpEmulatorOptions options, Class<?> module, int workers) {
    threads = Executors.newFixedThreadPool(workers);
    emulator =
        GcpEmulator.start(
            options.withSimulation(
                (id, request) -> function.thenApplyAsync(f -> serve(f, request), threads),
                Duration.ofMillis(1)));
    String account = "faast-worker@" + emulator.project() + ".iam.gserviceaccount.com";
    metadata = emulator.metadataServer(account, "simulated-instance");
    function.complete(
        new FaastFunction(
            Map.of(
                Settings.MODULE,
                module.getName(),
                Settings.RUN,
                "simulated",
                Settings.WORKERS,
                String.valueOf(workers),
                Settings.MAX_RESPONSE,
                String.valueOf(GcpLimits.PAYLOAD_BYTES),
                Settings.PUBSUB,
                emulator.endpoint().toString(),
                Settings.STORAGE,
                emulator.endpoint().toString(),
                "GCE_METADATA_HOST",
                metadata.host())));
  }

  /** Answers a request as the function does. */
  static Response serve(FaastFunction function, Request request) {
    SimulatedExchange exchange = new SimulatedExchange(request);
    try {
      function.service(exchange, exchange.answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exchange.answer.response();
  }

  @Override
  public void close() {
    metadata.close();
    emulator.close();
    threads.shutdownNow();
  }
}
