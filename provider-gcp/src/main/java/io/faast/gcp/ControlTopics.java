package io.faast.gcp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What credit goes by: a topic and a subscription for each stream that runs, used again by later
 * ones, so that few have to be created. Thread-safe.
 */
final class ControlTopics {
  private final QueueCreation creation;
  private final Publishing publishing;
  private final ArrayDeque<QueueCreation.Control> free = new ArrayDeque<>();
  private int created;

  ControlTopics(QueueCreation creation, Publishing publishing) {
    this.creation = creation;
    this.publishing = publishing;
  }

  /** Returns what the run's messages are published by. */
  Publishing publishing() {
    return publishing;
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

  /** Returns what tells an attempt's worker to go on. */
  CreditLine line(GcpAttempt attempt, QueueCreation.Control control) {
    return new CreditLine(
        publishing,
        control,
        attempt.id(),
        workerIsDone -> {
          if (workerIsDone) {
            giveBack(control);
          }
        });
  }

  /**
   * Creates some beforehand, on this thread: what the function may do with them takes a while to be
   * known everywhere.
   */
  void prepare(int count) {
    List<CompletableFuture<QueueCreation.Control>> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(take());
    }
    made.forEach(one -> giveBack(one.join()));
  }

  private synchronized void giveBack(QueueCreation.Control control) {
    free.add(control);
  }
}
