package io.faast.tck.reference;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.AttemptReport;
import io.faast.spi.FailureKind;
import io.faast.spi.Invocation;
import io.faast.spi.Outcome;
import io.faast.worker.Worker;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An attempt, from its queue to its outcome. */
final class Running implements Invocation {
  private final Attempt attempt;
  private final AttemptListener listener;
  private final AtomicBoolean settled = new AtomicBoolean();
  private @Nullable Worker worker;
  private boolean cancelled;
  private long credit;

  Running(Attempt attempt, AttemptListener listener) {
    this.attempt = attempt;
    this.listener = listener;
  }

  Attempt attempt() {
    return attempt;
  }

  AttemptListener listener() {
    return listener;
  }

  /** Gives the attempt to a worker; returns false if it was cancelled before. */
  synchronized boolean begin(Worker by) {
    if (cancelled) {
      return false;
    }
    worker = by;
    if (credit > 0) {
      by.grant(attempt.call(), attempt.number(), credit);
    }
    return true;
  }

  synchronized boolean cancelled() {
    return cancelled;
  }

  void settle(Outcome outcome) {
    if (settled.compareAndSet(false, true)) {
      listener.onOutcome(outcome);
    }
  }

  void failed(FailureKind kind, String message) {
    settle(
        new Outcome.Failed(
            kind, message, AttemptReport.nothingUsed(InProcessDeployment.METERS.size())));
  }

  @Override
  public void cancel() {
    boolean waiting;
    synchronized (this) {
      if (settled.get() || cancelled) {
        return;
      }
      cancelled = true;
      waiting = worker == null;
      if (worker != null) {
        worker.cancel(attempt.call(), attempt.number());
      }
    }
    if (waiting) {
      failed(FailureKind.CANCELLED, "cancelled before it began");
    }
  }

  @Override
  public synchronized void request(long items) {
    if (worker != null) {
      worker.grant(attempt.call(), attempt.number(), items);
    } else {
      credit = credit + items < 0 ? Long.MAX_VALUE : credit + items;
    }
  }
}
