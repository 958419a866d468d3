package com.example.faast.ssh;

import io.faast.spi.AttemptReport;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Which attempt runs where. A worker runs one attempt at a time; attempts that find no free one
 * wait in order, and have another one started if there may be more. Its lock is held for moments
 * only, never while anything is sent, started or told.
 */
final class WorkerPool {
  /** How long a cancelled function may take to notice. */
  private static final long CANCEL_GRACE_NANOS = 500_000_000;

  private final DeploymentSpec spec;
  private final SshOptions options;
  private final List<RunFolder> folders;
  private final Logs logs;
  private final ScheduledThreadPoolExecutor timer;
  private final Set<RemoteWorker> workers = new LinkedHashSet<>();
  private final Deque<RemoteWorker> idle = new ArrayDeque<>();
  private final Deque<RunningAttempt> waiting = new ArrayDeque<>();
  private int starting;
  private int numbers;
  private boolean closed;

  WorkerPool(DeploymentSpec spec, SshOptions options, List<RunFolder> folders, Logs logs) {
    this.spec = spec;
    this.options = options;
    this.folders = folders;
    this.logs = logs;
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            run -> {
              Thread thread = new Thread(run, "faast-ssh-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  void submit(RunningAttempt attempt) {
    RemoteWorker free = null;
    boolean refused;
    synchronized (this) {
      refused = closed;
      free = closed ? null : idle.pollLast();
      if (free != null) {
        assign(free, attempt);
      } else if (!closed) {
        waiting.addLast(attempt);
      }
    }
    if (refused) {
      attempt.settle(failed(FailureKind.CANCELLED, "The deployment is closed."));
    } else if (free != null) {
      dispatch(free, attempt);
    } else {
      grow();
    }
  }

  /** Starts a worker for everybody who waits, as long as there may be more. */
  private void grow() {
    while (true) {
      RemoteWorker worker;
      synchronized (this) {
        if (closed || starting >= waiting.size() || workers.size() >= spec.concurrency()) {
          return;
        }
        worker = new RemoteWorker(this, spec, options, leastUsed(), ++numbers, logs);
        workers.add(worker);
        starting++;
      }
      worker.start();
    }
  }

  private RunFolder leastUsed() {
    RunFolder least = folders.get(0);
    long fewest = Long.MAX_VALUE;
    for (RunFolder folder : folders) {
      long used = workers.stream().filter(worker -> worker.folder() == folder).count();
      if (used < fewest) {
        fewest = used;
        least = folder;
      }
    }
    return least;
  }

  private void assign(RemoteWorker worker, RunningAttempt attempt) {
    worker.attempt = attempt;
    attempt.worker = worker;
    attempt.startedNanos = System.nanoTime();
    attempt.initNanos = worker.initNanos;
    worker.initNanos = 0; // told once
  }

  private void dispatch(RemoteWorker worker, RunningAttempt attempt) {
    attempt.send(worker);
    long limit = attempt.attempt().timeout().toNanos();
    attempt.endsAtLatest(
        after(
            limit,
            () ->
                kill(
                    attempt,
                    FailureKind.TIMED_OUT,
                    attempt.attempt().function()
                        + " ran longer than its timeout of "
                        + attempt.attempt().timeout()
                        + ".")));
  }

  private Future<?> after(long nanos, Runnable action) {
    try {
      return timer.schedule(action, nanos, TimeUnit.NANOSECONDS);
    } catch (java.util.concurrent.RejectedExecutionException e) {
      // Closed: all that runs is being ended anyway.
      return CompletableFuture.completedFuture(null);
    }
  }

  void ready(RemoteWorker worker, long initNanos) {
    RunningAttempt next;
    synchronized (this) {
      if (worker.retired || worker.ready) {
        return;
      }
      worker.ready = true;
      starting--;
      worker.initNanos = initNanos;
      next = free(worker);
    }
    if (next != null) {
      dispatch(worker, next);
    }
  }

  private RunningAttempt free(RemoteWorker worker) {
    RunningAttempt next = waiting.pollFirst();
    if (next == null) {
      idle.addLast(worker);
    } else {
      assign(worker, next);
    }
    return next;
  }

  void item(RemoteWorker worker, ByteBuffer body) {
    RunningAttempt attempt;
    synchronized (this) {
      attempt = worker.attempt;
    }
    if (attempt != null) {
      attempt.item(body);
    }
  }

  void done(RemoteWorker worker, ByteBuffer body, boolean fit) {
    RunningAttempt attempt;
    RunningAttempt next = null;
    boolean cancelled;
    synchronized (this) {
      attempt = worker.attempt;
      if (attempt == null) {
        return;
      }
      cancelled = attempt.cancelled;
      worker.attempt = null;
      if (!fit) {
        retire(worker);
      } else {
        next = free(worker); // before the answer is told: who calls again at once finds it free
      }
    }
    if (next != null) {
      dispatch(worker, next);
    }
    if (!fit) {
      worker.kill();
    }
    AttemptReport report = held(worker, attempt);
    attempt.settle(
        cancelled
            ? new Outcome.Failed(FailureKind.CANCELLED, "The attempt was cancelled.", report)
            : new Outcome.Answered(body, report));
    grow();
  }

  void cancel(RunningAttempt attempt) {
    boolean waited;
    synchronized (this) {
      waited = waiting.remove(attempt);
      attempt.cancelled = true;
    }
    if (waited) {
      attempt.settle(failed(FailureKind.CANCELLED, "The attempt was cancelled."));
      return;
    }
    attempt.sendCancel();
    var unused =
        after(
            CANCEL_GRACE_NANOS,
            () -> kill(attempt, FailureKind.CANCELLED, "The attempt was cancelled."));
  }

  /** Ends the worker of an attempt that has gone beyond a limit, if it still runs. */
  private void kill(RunningAttempt attempt, FailureKind kind, String why) {
    RemoteWorker worker;
    synchronized (this) {
      worker = attempt.worker;
      if (worker == null || worker.attempt != attempt) {
        return;
      }
      retire(worker);
    }
    worker.kill();
    attempt.settle(new Outcome.Failed(kind, why, held(worker, attempt)));
    grow();
  }

  /** Its process, or the way to it, has ended. */
  void ended(RemoteWorker worker, String how) {
    RunningAttempt attempt;
    RunningAttempt victim = null;
    synchronized (this) {
      if (worker.retired) {
        return;
      }
      attempt = worker.attempt;
      if (!worker.ready) {
        victim = waiting.pollFirst(); // or starting would be tried for ever
      }
      retire(worker);
    }
    if (attempt != null) {
      attempt.settle(new Outcome.Failed(FailureKind.CRASHED, how, held(worker, attempt)));
    }
    if (victim != null) {
      victim.settle(failed(FailureKind.INFRASTRUCTURE, how));
    }
    grow();
  }

  private void retire(RemoteWorker worker) {
    worker.retired = true;
    worker.attempt = null;
    workers.remove(worker);
    idle.remove(worker);
    if (!worker.ready) {
      starting--;
    }
  }

  /** Refuses new attempts, cancels all there are, and ends all workers; returns these. */
  List<RemoteWorker> close() {
    List<RunningAttempt> waited;
    List<RunningAttempt> running = new ArrayList<>();
    List<RemoteWorker> all;
    synchronized (this) {
      closed = true;
      waited = List.copyOf(waiting);
      waiting.clear();
      all = List.copyOf(workers);
      for (RemoteWorker worker : all) {
        if (worker.attempt != null) {
          running.add(worker.attempt);
        }
        retire(worker);
      }
    }
    timer.shutdownNow();
    all.forEach(RemoteWorker::kill);
    String why = "The deployment was closed before the attempt ended.";
    waited.forEach(attempt -> attempt.settle(failed(FailureKind.CANCELLED, why)));
    running.forEach(
        attempt ->
            attempt.settle(
                new Outcome.Failed(FailureKind.CANCELLED, why, held(attempt.worker, attempt))));
    return all;
  }

  private static AttemptReport held(RemoteWorker worker, RunningAttempt attempt) {
    return Usage.held(
        worker.id(), attempt.initNanos, System.nanoTime() - attempt.startedNanos, worker.logUrl());
  }

  private Outcome failed(FailureKind kind, String message) {
    return new Outcome.Failed(kind, message, Usage.none(logs.url()));
  }
}
