package io.faast.engine;

import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Deletes what was deployed, and lets the garbage collection come to its end. */
final class Closing {
  /** The collection stops after the resource it is at; longer than this nobody waits for that. */
  private static final long COLLECTOR_SECONDS = 10;

  private Closing() {}

  static CompletionStage<CleanupReport> close(
      Deployment deployment, GarbageCollector collector, Scheduler scheduler) {
    collector.stop();
    CompletableFuture<Void> overdue = new CompletableFuture<>();
    Scheduler.Timer timer =
        scheduler.after(TimeUnit.SECONDS.toNanos(COLLECTOR_SECONDS), () -> overdue.complete(null));
    CompletableFuture<Void> ended = collector.report().thenRun(timer::cancel);
    return closed(deployment)
        .thenCombine(CompletableFuture.anyOf(ended, overdue), (report, none) -> report);
  }

  private static CompletableFuture<CleanupReport> closed(Deployment deployment) {
    CompletionStage<CleanupReport> closing;
    try {
      closing = deployment.close();
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(failed(e));
    }
    return closing.toCompletableFuture().exceptionally(Closing::failed);
  }

  private static CleanupReport failed(Throwable why) {
    return new CleanupReport(0, List.of("Closing the deployment failed: " + why));
  }
}
