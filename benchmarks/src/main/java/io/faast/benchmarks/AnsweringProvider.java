package io.faast.benchmarks;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.AttemptReport;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.Invocation;
import io.faast.spi.Limits;
import io.faast.spi.Meter;
import io.faast.spi.Outcome;
import io.faast.spi.ProviderInfo;
import io.faast.spi.ProviderOptions;
import io.faast.spi.Resource;
import io.faast.worker.ReplySink;
import io.faast.worker.Worker;
import io.faast.worker.WorkerEnvironment;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers every attempt within {@code invoke}, with the reply that a real worker gave to the first
 * one: what is left to measure is the engine.
 */
final class AnsweringProvider implements FaastProvider {
  private static final Limits LIMITS =
      new Limits(
          1 << 20,
          1 << 20,
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          128,
          1024,
          1,
          512,
          1_000_000,
          100,
          Duration.ofMillis(1));

  private record Options(String provider) implements ProviderOptions {}

  @Override
  public String name() {
    return "answering";
  }

  @Override
  public int apiVersion() {
    return API_VERSION;
  }

  @Override
  public ProviderInfo info() {
    return new ProviderInfo("Answers at once", Set.of(), LIMITS);
  }

  @Override
  public ProviderOptions defaultOptions() {
    return new Options(name());
  }

  @Override
  public ProviderOptions parseOptions(Map<String, String> options) {
    return defaultOptions();
  }

  @Override
  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
    return CompletableFuture.completedFuture(new AnsweringDeployment(spec));
  }

  @Override
  public CompletionStage<List<Resource>> inventory(InventoryQuery query) {
    return CompletableFuture.completedFuture(List.of());
  }

  @Override
  public CompletionStage<Void> delete(Resource resource, ProviderOptions options) {
    return CompletableFuture.completedFuture(null);
  }

  private static final class AnsweringDeployment implements Deployment, Invocation {
    private static final AttemptReport REPORT =
        new AttemptReport("w", null, 0, 1000, 1_000_000, new double[] {1}, null);

    /** Magic, kind, version, flags and attempt come before the call. */
    private static final int CALL_OFFSET = 8;

    private final Worker worker;
    private volatile byte[] reply = new byte[0];

    AnsweringDeployment(DeploymentSpec spec) {
      worker =
          Worker.create(
              new WorkerEnvironment(
                  spec.module().getName(),
                  spec.module().getClassLoader(),
                  "answering",
                  spec.run().runId(),
                  "w",
                  spec.memoryMb(),
                  LIMITS.maxResponseBytes()));
    }

    @Override
    public Invocation invoke(Attempt attempt, AttemptListener listener) {
      byte[] answer = reply;
      if (answer.length == 0) {
        answer = firstReply(attempt);
      }
      // A reply of its own for each attempt, as a transport brings it, with the number of its call.
      ByteBuffer own = ByteBuffer.wrap(answer.clone()).putLong(CALL_OFFSET, attempt.call());
      listener.onOutcome(new Outcome.Answered(own, REPORT));
      return this;
    }

    private synchronized byte[] firstReply(Attempt attempt) {
      if (reply.length == 0) {
        worker.handle(
            attempt.request().duplicate(),
            new ReplySink() {
              @Override
              public void item(ByteBuffer encoded) {
                throw new IllegalStateException("no streams here");
              }

              @Override
              public void done(ByteBuffer encoded) {
                byte[] bytes = new byte[encoded.remaining()];
                encoded.get(bytes);
                reply = bytes;
              }
            });
      }
      return reply;
    }

    @Override
    public List<Meter> meters() {
      return List.of(
          new Meter("requests", "request", OptionalDouble.of(0), "free", LocalDate.EPOCH));
    }

    @Override
    public double[] ownUsage() {
      return new double[1];
    }

    @Override
    public URI logUrl() {
      return URI.create("file:///dev/null");
    }

    @Override
    public CompletionStage<CleanupReport> close() {
      return CompletableFuture.completedFuture(new CleanupReport(0, List.of()));
    }

    @Override
    public void cancel() {}

    @Override
    public void request(long items) {}
  }
}
