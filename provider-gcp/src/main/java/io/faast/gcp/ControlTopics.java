package io.faast.gcp;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/**
 * What credit goes by: a topic and a subscription for each stream that runs, used again by later
 * ones, so that few have to be created. Thread-safe.
 */
final class ControlTopics {
  private final QueueCreation creation;
  private final ArrayDeque<QueueCreation.Control> free = new ArrayDeque<>();
  private int created;

  ControlTopics(QueueCreation creation) {
    this.creation = creation;
  }

  /** Returns what nobody listens to. */
  CompletableFuture<QueueCreation.Control> take() {
    int number;
    synchronized (this) {
      QueueCreation.Control control = free.poll();
      if (control != null) {
        return CompletableFuture.completedFuture(control);
      }
      number = created++;
    }
    return Background.run("control", () -> creation.control(number));
  }

  synchronized void giveBack(QueueCreation.Control control) {
    free.add(control);
  }
}
