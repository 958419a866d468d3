package io.faast.engine;

import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Real time, with one daemon thread for the timers of all engines. */
final class SystemScheduler implements Scheduler {
  static final SystemScheduler INSTANCE = new SystemScheduler();

  private final ScheduledThreadPoolExecutor timers;

  private SystemScheduler() {
    timers =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "faast-timer");
              thread.setDaemon(true);
              return thread;
            });
    timers.setRemoveOnCancelPolicy(true);
    timers.setKeepAliveTime(10, TimeUnit.SECONDS);
    timers.allowCoreThreadTimeOut(true);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Timer after(long delayNanos, Runnable task) {
    ScheduledFuture<?> future =
        timers.schedule(() -> guarded(task), delayNanos, TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  // An executor keeps what a task throws to itself; the log must not.
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      System.getLogger("io.faast").log(Level.ERROR, "A timer of the engine failed.", e);
    }
  }
}
