package io.faast.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes only when a test says so; timers run on the thread that lets it pass. */
final class ManualScheduler implements Scheduler {
  private record Task(long at, long order, Runnable run) {}

  private final List<Task> tasks = new ArrayList<>();
  private long now = 1_000_000_000;
  private long orders;

  @Override
  public synchronized long nanos() {
    return now;
  }

  @Override
  public synchronized Timer after(long delayNanos, Runnable task) {
    Task made = new Task(now + delayNanos, orders++, task);
    tasks.add(made);
    return () -> remove(made);
  }

  private synchronized void remove(Task task) {
    tasks.remove(task);
  }

  synchronized int pending() {
    return tasks.size();
  }

  /** Returns how long until the next timer. */
  synchronized Duration next() {
    return Duration.ofNanos(tasks.stream().mapToLong(Task::at).min().orElseThrow() - now);
  }

  void advance(Duration by) {
    long end = nanos() + by.toNanos();
    for (Task due = due(end); due != null; due = due(end)) {
      due.run().run();
    }
    synchronized (this) {
      now = end;
    }
  }

  private synchronized Task due(long end) {
    Task first =
        tasks.stream()
            .filter(task -> task.at() <= end)
            .min(Comparator.comparingLong(Task::at).thenComparingLong(Task::order))
            .orElse(null);
    if (first != null) {
      tasks.remove(first);
      now = Math.max(now, first.at());
    }
    return first;
  }
}
