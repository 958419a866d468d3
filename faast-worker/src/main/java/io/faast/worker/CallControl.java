package io.faast.worker;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Cancellation and stream credit of the call that runs, and of calls that are about to. */
final class CallControl {
  /** Providers send a request before anything else about it, so very few can be early. */
  private static final int MAX_EARLY = 64;

  private final ArrayDeque<Signals> early = new ArrayDeque<>();
  private @Nullable Signals running;
  private @Nullable Signals last;

  private static final class Signals {
    final long call;
    final int attempt;
    @Nullable Thread thread;
    boolean cancelled;
    long credit;

    Signals(long call, int attempt) {
      this.call = call;
      this.attempt = attempt;
    }

    boolean is(long otherCall, int otherAttempt) {
      return call == otherCall && attempt == otherAttempt;
    }
  }

  /** Begins a call on this thread; returns false if it was cancelled before. */
  synchronized boolean begin(long call, int attempt) {
    if (running != null) {
      throw new IllegalStateException(
          "Call " + running.call + " is running: a worker serves one call at a time");
    }
    Thread.interrupted(); // of an earlier call, or of nobody's
    Signals signals = takeEarly(call, attempt);
    signals.thread = Thread.currentThread();
    running = signals;
    return !signals.cancelled;
  }

  /** Ends the call; no interrupt of it comes after this. */
  synchronized void end() {
    last = running;
    running = null;
    Thread.interrupted();
  }

  /** Waits for credit and takes one; returns false if the call was cancelled instead. */
  synchronized boolean takeCredit() {
    Signals signals = running;
    if (signals == null) {
      throw new IllegalStateException("No call is running");
    }
    boolean interrupted = false;
    while (!signals.cancelled && signals.credit == 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // a cancel has set its flag; any other interrupt is the function's own
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (signals.cancelled) {
      return false;
    }
    if (signals.credit != Long.MAX_VALUE) {
      signals.credit--;
    }
    return true;
  }

  synchronized void cancel(long call, int attempt) {
    Signals signals = find(call, attempt);
    if (signals == null || signals.cancelled) {
      return;
    }
    signals.cancelled = true;
    if (signals.thread != null) {
      notifyAll();
      signals.thread.interrupt();
    }
  }

  synchronized void grant(long call, int attempt, long items) {
    if (items <= 0) {
      throw new IllegalArgumentException("A grant is of at least 1 item, not " + items);
    }
    Signals signals = find(call, attempt);
    if (signals != null) {
      long sum = signals.credit + items;
      signals.credit = sum < 0 ? Long.MAX_VALUE : sum;
      notifyAll();
    }
  }

  /**
   * Returns the signals of a call that runs or may yet come, or null for the one that just ended.
   */
  private @Nullable Signals find(long call, int attempt) {
    if (running != null && running.is(call, attempt)) {
      return running;
    }
    if (last != null && last.is(call, attempt)) {
      return null;
    }
    for (Signals s : early) {
      if (s.is(call, attempt)) {
        return s;
      }
    }
    if (early.size() == MAX_EARLY) {
      early.removeFirst();
    }
    Signals s = new Signals(call, attempt);
    early.addLast(s);
    return s;
  }

  private Signals takeEarly(long call, int attempt) {
    for (Signals s : early) {
      if (s.is(call, attempt)) {
        early.remove(s);
        return s;
      }
    }
    return new Signals(call, attempt);
  }
}
