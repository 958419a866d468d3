package io.faast.local;

import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How workers end before the deployment is closed: what becomes of the attempt that one ran, and of
 * those that waited for one that did not start. The pool's lock guards its state, too.
 */
final class WorkerEnds {
  /** After so many failed starts in a row those who wait are told, instead of trying on. */
  private static final int MAX_FAILED_STARTS = 3;

  private final WorkerPool pool;
  private final Billing billing;
  private int failedStarts;

  WorkerEnds(WorkerPool pool, Billing billing) {
    this.pool = pool;
    this.billing = billing;
  }

  /** A worker has called in, so starting them is not in vain. */
  void calledIn() {
    synchronized (pool) {
      failedStarts = 0;
    }
  }

  /** A worker ran out of what no worker gets back, and says so. */
  void unfit(LocalWorker worker, String why) {
    RunningAttempt attempt = pool.retire(worker);
    worker.destroy();
    if (attempt != null) {
      attempt.settle(
          new Outcome.Failed(
              FailureKind.OUT_OF_MEMORY, why, billing.used(worker, attempt, System.nanoTime())));
    }
    pool.grow(false);
  }

  /** Ends a worker whose attempt, or whose start, has gone beyond a limit. */
  void kill(LocalWorker worker, @Nullable RunningAttempt expected, FailureKind kind, String why) {
    boolean wasStarting;
    RunningAttempt attempt;
    synchronized (pool) {
      wasStarting = worker.state == LocalWorker.State.STARTING;
      if (!wasStarting && (expected == null || worker.attempt != expected)) {
        return; // it became ready, or answered, meanwhile
      }
      attempt = pool.retire(worker);
      if (wasStarting) {
        attempt = pool.pollWaiting();
      }
    }
    worker.destroy();
    if (attempt != null) {
      var report =
          wasStarting
              ? Billing.unused(worker.logUrl())
              : billing.used(worker, attempt, System.nanoTime());
      attempt.settle(new Outcome.Failed(kind, why, report));
    }
    pool.grow(false);
  }

  /** Its process, or its connection, has ended. */
  void lost(LocalWorker worker) {
    long now = System.nanoTime();
    boolean wasStarting;
    boolean wasDead;
    RunningAttempt attempt;
    synchronized (pool) {
      wasDead = worker.state == LocalWorker.State.DEAD;
      wasStarting = worker.state == LocalWorker.State.STARTING;
      attempt = pool.retire(worker);
    }
    if (wasDead) {
      return;
    }
    var unused =
        worker
            .exitCode()
            .whenComplete(
                (code, e) -> {
                  if (attempt != null) {
                    attempt.settle(
                        Sentences.crash(worker, attempt, code, billing.used(worker, attempt, now)));
                  } else if (wasStarting) {
                    startFailed(worker, Sentences.startFailed(worker, code), code);
                  }
                  pool.grow(false);
                });
  }

  /** The operating system could not start the process. */
  void notStarted(LocalWorker worker, Exception why) {
    pool.retire(worker);
    startFailed(worker, Sentences.notStarted(worker, why), null);
    pool.grow(false);
  }

  private void startFailed(LocalWorker worker, String why, @Nullable Integer code) {
    List<RunningAttempt> victims;
    boolean reached = worker.connection() != null;
    if (!reached) {
      worker.startFailed();
    }
    synchronized (pool) {
      if (!reached) {
        failedStarts++;
      }
      RunningAttempt one = reached ? pool.pollWaiting() : null;
      if (one != null) {
        victims = List.of(one);
      } else {
        victims = failedStarts >= MAX_FAILED_STARTS ? pool.takeWaiting() : List.of();
      }
    }
    boolean memory = code != null && ExitStatus.outOfMemory(code, worker.logTail());
    FailureKind kind =
        memory
            ? FailureKind.OUT_OF_MEMORY
            : reached ? FailureKind.CRASHED : FailureKind.INFRASTRUCTURE;
    for (RunningAttempt victim : victims) {
      victim.settle(
          new Outcome.Failed(kind, why, !reached, null, null, Billing.unused(worker.logUrl())));
    }
  }
}
