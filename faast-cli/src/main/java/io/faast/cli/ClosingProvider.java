package io.faast.cli;

import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.ProviderException;
import io.faast.spi.ProviderOptions;
import io.faast.spi.RunTag;
import io.faast.tck.TckTarget;
import io.faast.tck.probe.DelegatingDeployment;
import io.faast.tck.probe.DelegatingProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Closes what is open when the JVM is interrupted, also what is only being deployed then. */
final class ClosingProvider extends DelegatingProvider {
  /** A function of Google Cloud that is being built cannot be deleted before that has ended. */
  private static final long SECONDS = 240;

  private final Map<Long, CompletableFuture<Deployment>> open = new ConcurrentHashMap<>();
  private final Map<InventoryQuery, CompletableFuture<Boolean>> left = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private boolean closing;

  ClosingProvider(FaastProvider delegate) {
    super(delegate);
  }

  /** Closes everything, and then {@code target}, when the JVM ends. */
  void closeAtExit(TckTarget target) {
    Thread closing =
        new Thread(
            () -> {
              closeAll();
              try {
                target.close();
              } catch (IOException e) {
                complain(e);
              }
            },
            "faast-test-shutdown");
    Runtime.getRuntime().addShutdownHook(closing);
  }

  private static void complain(Exception e) {
    System.getLogger("io.faast")
        .log(
            System.Logger.Level.WARNING,
            "Not everything was closed; `faast gc` finds it later: " + e);
  }

  @Override
  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
    return deploy(spec, super::deploy);
  }

  /** Returns another provider for the same place: what is open of it is closed, too. */
  FaastProvider and(FaastProvider other) {
    return new DelegatingProvider(other) {
      @Override
      public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
        return ClosingProvider.this.deploy(spec, other::deploy);
      }
    };
  }

  private CompletionStage<Deployment> deploy(
      DeploymentSpec spec, Function<DeploymentSpec, CompletionStage<Deployment>> how) {
    CompletableFuture<Deployment> deploying = new CompletableFuture<>();
    long number = numbers.incrementAndGet();
    synchronized (open) {
      if (closing) {
        return CompletableFuture.failedFuture(interrupted());
      }
      open.put(number, deploying);
    }
    var unused =
        how.apply(spec)
            .whenComplete(
                (deployment, failure) -> {
                  if (failure != null) {
                    open.remove(number);
                    deploying.completeExceptionally(unwrapped(failure));
                  } else {
                    deploying.complete(deployment);
                  }
                });
    return deploying.thenApply(deployment -> new Open(deployment, number));
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Leaves a run behind on purpose. */
  interface Leaving {
    void run() throws Exception;
  }

  /** Lets somebody leave a run behind. What is there of it when the JVM ends is deleted then. */
  void leave(RunTag run, ProviderOptions options, Leaving how) throws Exception {
    CompletableFuture<Boolean> gone = new CompletableFuture<>();
    synchronized (open) {
      if (closing) {
        throw interrupted();
      }
      left.put(new InventoryQuery(run.runId(), options), gone);
    }
    try {
      how.run();
    } finally {
      gone.complete(true);
    }
  }

  private CompletionStage<?> collect(InventoryQuery query) {
    return inventory(query)
        .thenCompose(
            found ->
                CompletableFuture.allOf(
                    found.stream()
                        .map(each -> delete(each, query.options()).toCompletableFuture())
                        .toArray(CompletableFuture<?>[]::new)));
  }

  private static ProviderException interrupted() {
    return new ProviderException("The command was interrupted.", "Run it again.", null);
  }

  void closeAll() {
    synchronized (open) {
      closing = true; // Rules that go on meanwhile make nothing more.
    }
    List<CompletableFuture<?>> all = new ArrayList<>();
    open.values().forEach(deploying -> all.add(deploying.thenCompose(Deployment::close)));
    left.forEach((query, gone) -> all.add(gone.thenCompose(done -> collect(query))));
    try {
      CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0]))
          .get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      complain(e);
    }
  }

  private final class Open extends DelegatingDeployment {
    private final long number;
    private @Nullable CompletionStage<CleanupReport> closing;

    Open(Deployment delegate, long number) {
      super(delegate);
      this.number = number;
    }

    @Override
    public synchronized CompletionStage<CleanupReport> close() {
      CompletionStage<CleanupReport> result = closing;
      if (result == null) {
        result = super.close().whenComplete((report, failure) -> open.remove(number));
        closing = result;
      }
      return result;
    }
  }
}
