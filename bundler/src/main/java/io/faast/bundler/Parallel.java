package io.faast.bundler;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Numbered tasks on a few threads, of which the caller's is one; all have ended on return. */
final class Parallel {
  private Parallel() {}

  /** One task. */
  interface Task {
    void run(int worker, int task) throws BundleException;
  }

  /** Runs every task once; throws what the first failing one threw. */
  static void each(int tasks, int threads, Task task) throws BundleException {
    Run run = new Run(tasks, task);
    int helpers = Math.min(threads, tasks) - 1;
    Thread[] started = new Thread[Math.max(helpers, 0)];
    for (int i = 0; i < started.length; i++) {
      started[i] = new Thread(run, "faast-bundler-" + (i + 1));
      started[i].setDaemon(true);
      started[i].start();
    }
    run.run();
    boolean interrupted = false;
    for (Thread thread : started) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    run.rethrow();
  }

  private static final class Run implements Runnable {
    private final int tasks;
    private final Task task;
    private final AtomicInteger workers = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Run(int tasks, Task task) {
      this.tasks = tasks;
      this.task = task;
    }

    @Override
    public void run() {
      int worker = workers.getAndIncrement();
      try {
        int i;
        while (failure.get() == null && (i = next.getAndIncrement()) < tasks) {
          task.run(worker, i);
        }
      } catch (BundleException | RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      }
    }

    void rethrow() throws BundleException {
      Throwable thrown = failure.get();
      if (thrown instanceof BundleException e) {
        throw e;
      } else if (thrown instanceof RuntimeException e) {
        throw e;
      } else if (thrown instanceof Error e) {
        throw e;
      }
    }
  }
}
