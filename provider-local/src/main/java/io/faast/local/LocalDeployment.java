package io.faast.local;

import io.faast.bundler.BundleException;
import io.faast.bundler.Trace;
import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.Invocation;
import io.faast.spi.Meter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One run: a pool of workers and a directory. */
final class LocalDeployment implements Deployment {
  private static final System.Logger LOG = System.getLogger("io.faast.local");

  private static final long FORCED_MILLIS = 10_000;

  private final WorkerPool pool;
  private final Reactor reactor;
  private final RunDirectory directory;
  private final Billing billing;
  private final URI logUrl;
  private final ModuleClassPath classPath;
  private final @Nullable RunTrace trace;
  private final ClassSharing sharing;
  private @Nullable CompletableFuture<CleanupReport> closing;

  LocalDeployment(
      WorkerPool pool,
      Reactor reactor,
      RunDirectory directory,
      Billing billing,
      URI logUrl,
      ModuleClassPath classPath,
      @Nullable RunTrace trace,
      ClassSharing sharing) {
    this.pool = pool;
    this.reactor = reactor;
    this.directory = directory;
    this.billing = billing;
    this.logUrl = logUrl;
    this.classPath = classPath;
    this.trace = trace;
    this.sharing = sharing;
  }

  @Override
  public Invocation invoke(Attempt attempt, AttemptListener listener) {
    RunningAttempt running = new RunningAttempt(attempt, listener, pool);
    pool.submit(running);
    return running;
  }

  @Override
  public List<Meter> meters() {
    return LocalMeters.ALL;
  }

  @Override
  public double[] ownUsage() {
    return billing.own();
  }

  @Override
  public URI logUrl() {
    return logUrl;
  }

  @Override
  public boolean learn(Set<String> classes, Set<String> resources) {
    try {
      return classPath.learn(new Trace(Set.of(), classes, resources)) > 0;
    } catch (BundleException e) {
      LOG.log(Level.WARNING, "What a function lacked is not noted for the next run.", e);
      return false;
    }
  }

  @Override
  public synchronized CompletionStage<CleanupReport> close() {
    CompletableFuture<CleanupReport> result = closing;
    if (result == null) {
      result = LocalProvider.inBackground("close", this::closeAll);
      closing = result;
    }
    return result;
  }

  private CleanupReport closeAll() throws InterruptedException {
    List<String> failures = new ArrayList<>();
    List<LocalWorker> workers = pool.close();
    if (!ended(workers, sharing.patienceMillis())) {
      workers.forEach(LocalWorker::destroy);
      directory.endLeftovers(); // they may hold a worker's output open
      if (!ended(workers, FORCED_MILLIS)) {
        workers.stream()
            .filter(worker -> !worker.ended().isDone())
            .forEach(worker -> failures.add("process " + worker.pid() + " does not end"));
      }
    }
    sharing.end(workers);
    try {
      reactor.close();
    } catch (IOException e) {
      failures.add("the workers' socket could not be closed: " + e);
    }
    if (trace != null) {
      try {
        trace.keep();
      } catch (IOException e) {
        failures.add("what the functions loaded could not be noted: " + e.getMessage());
      }
    }
    failures.addAll(directory.delete());
    return new CleanupReport(failures.isEmpty() ? 1 : 0, failures);
  }

  private static boolean ended(List<LocalWorker> workers, long millis) throws InterruptedException {
    CompletableFuture<?>[] all =
        workers.stream().map(LocalWorker::ended).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(all).get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true; // one that could not be started has ended, too
    }
  }
}
