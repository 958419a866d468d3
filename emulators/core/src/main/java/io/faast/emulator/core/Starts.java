package io.faast.emulator.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * Lets only some processes start at once, because too many JVMs that start together start slowly
 * all of them. Thread-safe.
 */
public final class Starts implements AutoCloseable {
  private final Executor workers;
  private final int atOnce = 2 * Runtime.getRuntime().availableProcessors();
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int starting;
  private boolean closed;

  /** Starts processes on these threads. */
  public Starts(Executor workers) {
    this.workers = workers;
  }

  /** Runs something that starts a process, in its turn; {@link #done} must follow. */
  public void add(Runnable start) {
    synchronized (this) {
      waiting.add(start);
    }
    next();
  }

  /** Says that a process has started, or has not. */
  public void done() {
    synchronized (this) {
      starting--;
    }
    next();
  }

  private void next() {
    while (true) {
      Runnable start;
      synchronized (this) {
        if (starting >= atOnce || waiting.isEmpty() || closed) {
          return;
        }
        starting++;
        start = waiting.remove();
      }
      workers.execute(start);
    }
  }

  /** Starts nothing more. */
  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
  }
}
