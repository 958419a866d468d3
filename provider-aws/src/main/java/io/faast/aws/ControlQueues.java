package io.faast.aws;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The queues that credit goes by: one for each stream that runs, used again by later ones, so that
 * few have to be created. Thread-safe.
 */
final class ControlQueues {
  private final RunResources resources;
  private final Map<String, String> tags;
  private final ArrayDeque<String> free = new ArrayDeque<>();
  private int created;

  ControlQueues(RunResources resources, Map<String, String> tags) {
    this.resources = resources;
    this.tags = tags;
  }

  /** Returns the URL of a queue that nobody listens to. */
  CompletableFuture<String> take() {
    int number;
    synchronized (this) {
      String queue = free.poll();
      if (queue != null) {
        return CompletableFuture.completedFuture(queue);
      }
      number = created++;
    }
    return Background.run("control-queue", () -> resources.createControl(number, tags));
  }

  synchronized void giveBack(String queue) {
    free.add(queue);
  }
}
