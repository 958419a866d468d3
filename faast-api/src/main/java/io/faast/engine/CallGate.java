package io.faast.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bounded number of attempts through at once, and at a bounded rate; the others wait here in
 * the order in which they came. A module has one, and a view of it may have one of its own, which
 * its attempts pass first. Safe for use by many threads. Belongs to one module.
 *
 * @since 0.1.0
 */
public final class CallGate {
  /** What became of an attempt that wanted to pass. */
  enum Entry {
    PASSED,
    QUEUED,
    FULL
  }

  private final int concurrency;
  private final @Nullable TokenBucket bucket;

  // All below is guarded by this.
  private int running;
  private int waiting;
  private @Nullable AttemptRun head;
  private @Nullable AttemptRun tail;
  private boolean wakeUpSet;

  private CallGate(int concurrency, RateLimit rate) {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency must be at least 1, but is " + concurrency);
    }
    this.concurrency = concurrency;
    this.bucket = rate.perSecond() > 0 ? new TokenBucket(rate) : null;
  }

  /**
   * Makes a gate.
   *
   * @param concurrency how many attempts may run at once, at least 1
   * @param rate how many may be sent a second
   */
  public static CallGate of(int concurrency, RateLimit rate) {
    return new CallGate(concurrency, rate);
  }

  /** Lets the attempt pass, or queues it; a first attempt only while the engine's bound allows. */
  synchronized Entry enter(AttemptRun attempt, boolean bounded) {
    Engine engine = attempt.work.engine;
    if (head == null && running < concurrency && takeToken(engine)) {
      running++;
      return Entry.PASSED;
    }
    if (!engine.queue.admit(bounded)) {
      return Entry.FULL;
    }
    append(attempt);
    if (waiting == 1) {
      engine.queue.gates.add(this);
      if (running < concurrency) {
        setWakeUp(engine);
      }
    }
    return Entry.QUEUED;
  }

  /** Takes a permit if one is free and nobody waits for it. */
  synchronized boolean tryEnter(Engine engine) {
    if (head != null || running >= concurrency || !takeToken(engine)) {
      return false;
    }
    running++;
    return true;
  }

  /**
   * Gives a permit back; returns the attempt that has it now, which the caller sends on its way.
   */
  synchronized @Nullable AttemptRun leave() {
    running--;
    return next();
  }

  /** Takes an attempt out of the queue; returns false if it is not in it. */
  synchronized boolean withdraw(AttemptRun attempt) {
    if (attempt.queuedAt != this) {
      return false;
    }
    unlink(attempt);
    return true;
  }

  synchronized List<AttemptRun> queued() {
    List<AttemptRun> all = new ArrayList<>(waiting);
    for (AttemptRun at = head; at != null; at = at.next) {
      all.add(at);
    }
    return all;
  }

  synchronized int running() {
    return running;
  }

  private @Nullable AttemptRun next() {
    AttemptRun first = head;
    if (first == null || running >= concurrency) {
      return null;
    }
    if (!takeToken(first.work.engine)) {
      setWakeUp(first.work.engine);
      return null;
    }
    running++;
    unlink(first);
    return first;
  }

  private boolean takeToken(Engine engine) {
    return bucket == null || bucket.take(engine.scheduler.nanos());
  }

  private void setWakeUp(Engine engine) {
    if (!wakeUpSet && bucket != null) {
      wakeUpSet = true;
      long wait = bucket.waitNanos(engine.scheduler.nanos());
      engine.scheduler.after(wait, this::wakeUp);
    }
  }

  private void wakeUp() {
    synchronized (this) {
      wakeUpSet = false;
    }
    for (AttemptRun next = locked(); next != null; next = locked()) {
      next.passed(this);
    }
  }

  private synchronized @Nullable AttemptRun locked() {
    return next();
  }

  private void append(AttemptRun attempt) {
    attempt.queuedAt = this;
    attempt.previous = tail;
    if (tail == null) {
      head = attempt;
    } else {
      tail.next = attempt;
    }
    tail = attempt;
    waiting++;
  }

  private void unlink(AttemptRun attempt) {
    AttemptRun before = attempt.previous;
    AttemptRun after = attempt.next;
    if (before == null) {
      head = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      tail = before;
    } else {
      after.previous = before;
    }
    attempt.previous = null;
    attempt.next = null;
    attempt.queuedAt = null;
    waiting--;
    WaitingRoom room = attempt.work.engine.queue;
    room.left();
    if (head == null) {
      room.gates.remove(this);
    }
  }
}
