package io.faast;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.AttemptReport;
import io.faast.spi.Capability;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.FailureKind;
import io.faast.spi.InventoryQuery;
import io.faast.spi.Invocation;
import io.faast.spi.Limits;
import io.faast.spi.Meter;
import io.faast.spi.Outcome;
import io.faast.spi.ProviderException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the real worker on threads of this JVM, so that functions and tests can share latches. */
public class InProcessProvider implements FaastProvider {
  record Options(String provider) implements ProviderOptions {}

  volatile String failingDeploy = "";
  volatile List<String> undeletable = List.of();
  volatile Set<Capability> refused = Set.of();
  volatile CompletableFuture<Void> deployGate = CompletableFuture.completedFuture(null);
  volatile DeploymentSpec lastSpec;
  volatile Runnable onClose = () -> {};
  final AtomicInteger open = new AtomicInteger();

  @Override
  public String name() {
    return "in-process";
  }

  @Override
  public int apiVersion() {
    return FaastProvider.API_VERSION;
  }

  @Override
  public ProviderInfo info() {
    Limits limits =
        new Limits(
            1 << 20,
            1 << 20,
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            128,
            1024,
            64,
            256,
            8,
            4,
            Duration.ofMillis(1));
    return new ProviderInfo("Threads of this JVM", refused, limits);
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
    lastSpec = spec;
    return deployGate.thenApply(
        go -> {
          if (!failingDeploy.isEmpty()) {
            throw new ProviderException(failingDeploy, "Ask its owner.", null);
          }
          open.incrementAndGet();
          return new Threads(spec);
        });
  }

  @Override
  public CompletionStage<List<Resource>> inventory(InventoryQuery query) {
    return CompletableFuture.completedFuture(List.of());
  }

  @Override
  public CompletionStage<Void> delete(Resource resource, ProviderOptions options) {
    return CompletableFuture.completedFuture(null);
  }

  private final class Threads implements Deployment {
    private final ExecutorService threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "in-process worker");
              thread.setDaemon(true);
              return thread;
            });
    private final Queue<Worker> idle = new ConcurrentLinkedQueue<>();
    private final DeploymentSpec spec;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<CleanupReport> closed = new CompletableFuture<>();

    Threads(DeploymentSpec spec) {
      this.spec = spec;
    }

    private Worker worker() {
      Worker free = idle.poll();
      return free != null
          ? free
          : Worker.create(
              new WorkerEnvironment(
                  spec.module().getName(),
                  spec.module().getClassLoader(),
                  name(),
                  spec.run().runId(),
                  "thread",
                  spec.memoryMb(),
                  1 << 20));
    }

    @Override
    public Invocation invoke(Attempt attempt, AttemptListener listener) {
      Worker worker = worker();
      AtomicBoolean ended = new AtomicBoolean();
      AttemptReport report =
          new AttemptReport("thread", null, 0, 1_000_000, 1_000_000, new double[] {1}, null);
      ReplySink sink =
          new ReplySink() {
            @Override
            public void item(ByteBuffer encoded) {
              listener.onItem(encoded);
            }

            @Override
            public void done(ByteBuffer encoded) {
              if (ended.compareAndSet(false, true)) {
                listener.onOutcome(new Outcome.Answered(encoded, report));
              }
            }
          };
      threads.execute(
          () -> {
            worker.handle(attempt.request().duplicate(), sink);
            idle.add(worker);
          });
      return new Invocation() {
        @Override
        public void cancel() {
          worker.cancel(attempt.call(), attempt.number());
          if (ended.compareAndSet(false, true)) {
            listener.onOutcome(new Outcome.Failed(FailureKind.CANCELLED, "cancelled", report));
          }
        }

        @Override
        public void request(long items) {
          worker.grant(attempt.call(), attempt.number(), items);
        }
      };
    }

    @Override
    public List<Meter> meters() {
      return List.of(
          new Meter(
              "requests", "request", OptionalDouble.of(0.5), "a test", LocalDate.of(2026, 1, 1)));
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
      if (closing.compareAndSet(false, true)) {
        open.decrementAndGet();
        onClose.run();
        threads.shutdownNow();
        new Thread(this::awaitEnd, "in-process close").start();
      }
      return closed;
    }

    /** Else what one test still runs would be counted by the next. */
    private void awaitEnd() {
      List<String> failures = new ArrayList<>(undeletable);
      try {
        if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
          failures.add("a function does not end");
        }
      } catch (InterruptedException e) {
        failures.add("interrupted while functions were ending");
      }
      closed.complete(new CleanupReport(1, failures));
    }
  }
}
