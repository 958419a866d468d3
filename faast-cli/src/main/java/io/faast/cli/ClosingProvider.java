package io.faast.cli;

import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.tck.probe.DelegatingDeployment;
import io.faast.tck.probe.DelegatingProvider;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Closes what is open when the JVM is interrupted, also what is only being deployed then. */
final class ClosingProvider extends DelegatingProvider {
  private static final long SECONDS = 60;

  private final Set<CompletableFuture<Deployment>> open = ConcurrentHashMap.newKeySet();

  ClosingProvider(FaastProvider delegate) {
    super(delegate);
  }

  /** Closes everything when the JVM ends. */
  void closeAtExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::closeAll, "faast-test-shutdown"));
  }

  @Override
  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
    CompletableFuture<Deployment> deploying = super.deploy(spec).toCompletableFuture();
    open.add(deploying);
    return deploying.handle(
        (deployment, failure) -> {
          if (failure != null) {
            open.remove(deploying);
            throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
          }
          return new Open(deployment, deploying);
        });
  }

  void closeAll() {
    CompletableFuture<?>[] closing =
        open.stream()
            .map(deploying -> deploying.thenCompose(Deployment::close))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(closing).get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      System.getLogger("io.faast")
          .log(System.Logger.Level.WARNING, "Not everything was closed: " + e);
    }
  }

  private final class Open extends DelegatingDeployment {
    private final CompletableFuture<Deployment> deployed;

    Open(Deployment delegate, CompletableFuture<Deployment> deployed) {
      super(delegate);
      this.deployed = deployed;
    }

    @Override
    public CompletionStage<CleanupReport> close() {
      return super.close().whenComplete((report, failure) -> open.remove(deployed));
    }
  }
}
