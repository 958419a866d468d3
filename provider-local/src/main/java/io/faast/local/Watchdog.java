package io.faast.local;

import io.faast.spi.FailureKind;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread that ends what takes too long or too much memory, and lets the pool grow when attempts
 * wait. It ticks while there is something to watch and sleeps otherwise, so that a call usually has
 * nobody to wake.
 */
final class Watchdog implements Runnable {
  private static final long TICK_NANOS = 100_000_000;
  private static final long GROWTH_TICK_NANOS = 4_000_000;
  private static final int TICKS_TO_SLEEP = 20;

  private final WorkerPool pool;
  private final WorkerEnds ends;
  private final int memoryMb;
  private final Thread thread;
  private volatile boolean asleep;
  private volatile boolean closed;
  private volatile long nextTick;

  Watchdog(WorkerPool pool, WorkerEnds ends, int memoryMb) {
    this.pool = pool;
    this.ends = ends;
    this.memoryMb = memoryMb;
    thread = new Thread(this, "faast-local-watchdog");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  /** Says that something waits: look soon. */
  void nudge() {
    expect(System.nanoTime() + GROWTH_TICK_NANOS);
  }

  /** Says that something may have to be ended at a time of {@link System#nanoTime}. */
  void expect(long time) {
    if (asleep || time - nextTick < 0) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void run() {
    int quiet = 0;
    while (!closed) {
      long now = System.nanoTime();
      long next = inspect(now);
      quiet = next == now + TICK_NANOS && nobodyBusy() ? quiet + 1 : 0;
      if (quiet > TICKS_TO_SLEEP) {
        sleep();
        quiet = 0;
      } else {
        nextTick = next;
        LockSupport.parkNanos(this, next - System.nanoTime());
      }
    }
  }

  private void sleep() {
    asleep = true;
    if (nobodyBusy() && !closed) {
      LockSupport.park(this);
    }
    asleep = false;
  }

  private boolean nobodyBusy() {
    for (LocalWorker worker : pool.workers()) {
      if (worker.state != LocalWorker.State.IDLE) {
        return false;
      }
    }
    return !pool.mayGrowSoon();
  }

  /** Returns when to look again. */
  private long inspect(long now) {
    long next = now + TICK_NANOS;
    for (LocalWorker worker : pool.workers()) {
      next = earlier(next, inspect(worker, now));
    }
    if (pool.mayGrowSoon()) {
      pool.grow(false);
      next = earlier(next, now + GROWTH_TICK_NANOS);
    }
    return next;
  }

  private static long earlier(long a, long b) {
    return a - b <= 0 ? a : b;
  }

  private long inspect(LocalWorker worker, long now) {
    RunningAttempt attempt;
    LocalWorker.State state;
    long deadline;
    long cancelDeadline;
    synchronized (pool) {
      attempt = worker.attempt;
      state = worker.state;
      deadline = worker.deadline;
      cancelDeadline = worker.cancelDeadline;
    }
    return switch (state) {
      case BUSY -> busy(worker, attempt, deadline, cancelDeadline, now);
      case STARTING -> starting(worker, deadline, now);
      case IDLE -> now + TICK_NANOS;
      case DEAD -> {
        if (worker.ended().isDone()) {
          pool.forget(worker);
        }
        yield now + TICK_NANOS;
      }
    };
  }

  private long busy(
      LocalWorker worker,
      @Nullable RunningAttempt attempt,
      long deadline,
      long cancelDeadline,
      long now) {
    if (attempt == null) {
      return now + TICK_NANOS;
    }
    if (cancelDeadline != Long.MAX_VALUE && cancelDeadline - now <= 0) {
      ends.kill(worker, attempt, FailureKind.CANCELLED, Sentences.cancelled());
    } else if (deadline - now <= 0) {
      ends.kill(
          worker,
          attempt,
          FailureKind.TIMED_OUT,
          attempt.attempt().function()
              + " ran longer than its timeout of "
              + attempt.attempt().timeout().toMillis()
              + " ms; its worker "
              + worker.id()
              + " was ended.");
    } else {
      checkMemory(worker, attempt);
      return cancelDeadline == Long.MAX_VALUE ? deadline : earlier(deadline, cancelDeadline);
    }
    return now;
  }

  private void checkMemory(LocalWorker worker, RunningAttempt attempt) {
    long allowed = (long) memoryMb + LocalLimits.OVERHEAD_MB;
    long resident = ResidentMemory.ofProcessMb(worker.pid());
    if (resident > allowed) {
      ends.kill(
          worker,
          attempt,
          FailureKind.OUT_OF_MEMORY,
          attempt.attempt().function()
              + " used "
              + resident
              + " MiB outside and inside of the heap; allowed are "
              + memoryMb
              + " MiB and "
              + LocalLimits.OVERHEAD_MB
              + " MiB for the JVM itself. Worker "
              + worker.id()
              + " was ended. Give the function more memory, or let it hold less.");
    }
  }

  private long starting(LocalWorker worker, long deadline, long now) {
    if (deadline - now > 0) {
      return deadline;
    }
    ends.kill(
        worker,
        null,
        FailureKind.TIMED_OUT,
        "Worker "
            + worker.id()
            + " was not ready to take calls "
            + (now - worker.startedNanos) / 1_000_000
            + " ms after its start: the module's constructor or a static initializer takes too"
            + " long. What it printed is in "
            + worker.logUrl());
    return now;
  }
}
