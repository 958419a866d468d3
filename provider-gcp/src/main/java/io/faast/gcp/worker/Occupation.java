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

  private synchronized long end(long nowNanos) {
    calls--;
    long given = Math.max(0, nowNanos - givenUntil);
    givenUntil = nowNanos;
    return given;
  }

  /** What one call occupies. Not thread-safe. */
  final class Call implements AutoCloseable {
    private final long init;
    private boolean ended;

    private Call(long init) {
      this.init = init;
    }

    /** Returns what starting the instance took, in ns, if this is its first call; else 0. */
    long init() {
      return init;
    }

    /** Ends the call, and returns what time it is given, in ns. */
    long end(long nowNanos) {
      if (ended) {
        return 0;
      }
      ended = true;
      return Occupation.this.end(nowNanos);
    }

    /** Ends the call if it has not ended. */
    @Override
    public void close() {
      end(System.nanoTime());
    }
  }
}
