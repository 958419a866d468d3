package io.faast.gcp.worker;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the instance was occupied. Google bills an instance's time as long as it has any
 * request, and does not say for which; so each call is given what was not given to one that ended
 * before, and together they have all of it. Thread-safe.
 */
final class Occupation {
  private final long startedNanos;
  private long readyNanos;
  private boolean ready;
  private boolean first = true;
  private int calls;
  private long givenUntil;
  private long left;

  /**
   * Begins to measure.
   *
   * @param startedNanos when the process started, by the clock of {@link System#nanoTime}
   */
  Occupation(long startedNanos) {
    this.startedNanos = startedNanos;
  }

  /** Begins now, in a process that has just been set up. */
  static Occupation ofThisProcess() {
    long now = System.nanoTime();
    Instant started = ProcessHandle.current().info().startInstant().orElse(Instant.now());
    long age = Math.max(0, Duration.between(started, Instant.now()).toNanos());
    return new Occupation(now - age);
  }

  /** Notes that the instance can take requests: until then it was starting. */
  synchronized void ready(long nowNanos) {
    if (!ready) {
      ready = true;
      readyNanos = nowNanos;
    }
  }

  /** Notes that a call begins. */
  synchronized Call begin(long nowNanos) {
    if (calls++ == 0) {
      givenUntil = nowNanos;
    }
    long init = 0;
    if (first) {
      first = false;
      ready(nowNanos);
      init = Math.max(0, readyNanos - startedNanos);
    }
    return new Call(init);
  }

  private synchronized long give(long nowNanos) {
    long given = left + Math.max(0, nowNanos - givenUntil);
    left = 0;
    givenUntil = nowNanos;
    return given;
  }

  /** What passed since the call was given its time is given to those that still run, or come. */
  private synchronized void end(long nowNanos) {
    if (--calls == 0) {
      left += Math.max(0, nowNanos - givenUntil);
    }
  }

  /** What one call occupies. Not thread-safe. */
  final class Call implements AutoCloseable {
    private final long init;

    private Call(long init) {
      this.init = init;
    }

    /** Returns what starting the instance took, in ns, if this is its first call; else 0. */
    long init() {
      return init;
    }

    /** Returns what time the call is given, in ns: up to now, as nobody can say what follows. */
    long give(long nowNanos) {
      return Occupation.this.give(nowNanos);
    }

    /** Ends the call. */
    @Override
    public void close() {
      end(System.nanoTime());
    }

    /** Ends the call at a time of the clock of {@link System#nanoTime}. */
    void end(long nowNanos) {
      Occupation.this.end(nowNanos);
    }
  }
}
