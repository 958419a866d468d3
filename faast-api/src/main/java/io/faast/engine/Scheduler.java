package io.faast.engine;

/** Time, as the engine sees it: a monotonic clock, and timers for tasks that do not block. */
interface Scheduler {
  /** Returns the current value of a monotonic clock, in ns. */
  long nanos();

  /** Runs {@code task} once, after {@code delayNanos}. */
  Timer after(long delayNanos, Runnable task);

  /** A task to come. */
  interface Timer {
    /** Makes the task not run, if it has not begun. */
    void cancel();
  }
}
