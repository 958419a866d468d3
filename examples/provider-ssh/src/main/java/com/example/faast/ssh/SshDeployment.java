package com.example.faast.ssh;

import io.faast.bundler.BundleException;
import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.Invocation;
import io.faast.spi.Meter;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run: a folder on each machine, and workers that come and go. */
final class SshDeployment implements Deployment {
  private static final System.Logger LOG = System.getLogger("com.example.faast.ssh");
  private static final int PATIENCE_SECONDS = 20;

  private final DeploymentSpec spec;
  private final Machines machines;
  private final List<RunFolder> folders;
  private final WorkerPool pool;
  private final Logs logs;
  private CompletableFuture<CleanupReport> closing;

  SshDeployment(
      DeploymentSpec spec, Machines machines, List<RunFolder> folders, WorkerPool pool, Logs logs) {
    this.spec = spec;
    this.machines = machines;
    this.folders = folders;
    this.pool = pool;
    this.logs = logs;
  }

  @Override
  public Invocation invoke(Attempt attempt, AttemptListener listener) {
    RunningAttempt running = new RunningAttempt(attempt, listener, pool);
    pool.submit(running);
    return running;
  }

  @Override
  public List<Meter> meters() {
    return Usage.METERS;
  }

  @Override
  public double[] ownUsage() {
    return new double[Usage.METERS.size()];
  }

  @Override
  public URI logUrl() {
    return logs.url();
  }

  @Override
  public boolean learn(Set<String> classes, Set<String> resources) {
    try {
      return Deployer.learn(spec.module(), classes, resources);
    } catch (BundleException e) {
      LOG.log(System.Logger.Level.WARNING, "What a function lacked is not noted.", e);
      return false;
    }
  }

  @Override
  public synchronized CompletionStage<CleanupReport> close() {
    if (closing == null) {
      closing = Background.run("close", this::closeAll);
    }
    return closing;
  }

  private CleanupReport closeAll() throws InterruptedException {
    List<String> failures = new ArrayList<>();
    for (RemoteWorker worker : pool.close()) {
      try {
        worker.ended().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
        failures.add(
            "worker " + worker.id() + " on " + worker.folder().machine().host() + " does not end");
      }
    }
    int deleted = 0;
    List<CompletableFuture<List<String>>> deletions = new ArrayList<>();
    for (RunFolder folder : folders) {
      deletions.add(Background.run("delete", folder::delete));
    }
    for (int i = 0; i < deletions.size(); i++) {
      RunFolder folder = folders.get(i);
      try {
        for (String process : Failures.value(deletions.get(i))) {
          failures.add(process + " on " + folder.machine().host() + " may still run");
        }
        deleted++;
      } catch (IOException | RuntimeException e) {
        failures.add(
            folder.path()
                + " on "
                + folder.machine().host()
                + " could not be deleted: "
                + Failures.describe(e));
      }
    }
    machines.close();
    failures.addAll(logs.delete());
    return new CleanupReport(deleted, failures);
  }
}
