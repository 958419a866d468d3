package io.faast.gcp.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * How long the instance was occupied. Google bills an instance's time as long as it has any
 * request, and does not say for which; so each call is given what was not given to an earlier one,
 * and together they have all of it. Thread-safe.
 */
final class Occupation {
  /** A first request later than this did not wait for the instance to start. */
  private static final long AT_ONCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final long startedNanos;
  private final long readyNanos;
  private long givenUntil;
  private boolean begun;

  /**
   * Begins to measure.
   *
   * @param startedNanos when the process started, by the clock of {@link System#nanoTime}
   * @param readyNanos when the module was ready
   */
  Occupation(long startedNanos, long readyNanos) {
    this.startedNanos = startedNanos;
    this.readyNanos = readyNanos;
    givenUntil = startedNanos;
  }

  /** Begins now, in a process that has just been set up. */
  static Occupation ofThisProcess() {
    long now = System.nanoTime();
    Instant started = ProcessHandle.current().info().startInstant().orElse(Instant.now());
    long age = Math.max(0, Duration.between(started, Instant.now()).toNanos());
    return new Occupation(now - age, now);
  }

  /**
   * Returns what starting took, in ns, to the first request that asks; 0 to later ones.
   *
   * @param requestNanos when the request came
   */
  synchronized long init(long requestNanos) {
    if (begun) {
      return 0;
    }
    begun = true;
    boolean waited = requestNanos - readyNanos < AT_ONCE_NANOS;
    givenUntil = requestNanos;
    return Math.max(0, (waited ? requestNanos : readyNanos) - startedNanos);
  }

  /** Returns how much of the time from {@code startNanos} to {@code endNanos} was not given yet. */
  synchronized long give(long startNanos, long endNanos) {
    long from = startNanos - givenUntil > 0 ? startNanos : givenUntil;
    if (endNanos - from <= 0) {
      return 0;
    }
    givenUntil = endNanos;
    return endNanos - from;
  }
}
