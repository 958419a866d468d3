package io.faast.cli;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells what a command does, a line for each step that takes longer than a second. */
final class Progress implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 1_000;

  private final PrintWriter err;
  private final ScheduledExecutorService timer;
  private @Nullable Future<?> waiting;

  Progress(PrintWriter err) {
    this.err = err;
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "faast-progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins a step, with which the one before has ended. */
  void step(String doing) {
    if (waiting != null) {
      waiting.cancel(false);
    }
    waiting =
        timer.schedule(() -> err.println(doing + " ..."), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
