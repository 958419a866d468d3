package io.faast.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a failed attempt is followed by another. Throttling, crashes and failures of the
 * infrastructure are retried; timeouts and lack of memory only when asked; the user's own errors,
 * refusals of the worker and permanent failures never. The delay before retry n (from 0) is random
 * between 0 and min(cap, base · 2ⁿ), and never shorter than the service asked for.
 *
 * @param maxRetries retries after the first attempt, at least 0; default 2
 * @param base upper bound of the first delay, default 200 ms
 * @param cap upper bound of every delay, default 20 s
 * @param timeouts whether timeouts are retried, default no
 * @param outOfMemory whether lack of memory is retried, default no
 * @since 0.1.0
 */
public record RetryPolicy(
    int maxRetries, Duration base, Duration cap, boolean timeouts, boolean outOfMemory) {
  /** Checks the ranges. */
  public RetryPolicy {
    if (maxRetries < 0 || base.isNegative() || cap.isNegative()) {
      throw new IllegalArgumentException("maxRetries, base and cap must not be negative");
    }
  }

  /** Returns the policy that holds where the user says nothing. */
  public static RetryPolicy defaults() {
    return new RetryPolicy(2, Duration.ofMillis(200), Duration.ofSeconds(20), false, false);
  }

  boolean covers(Failure failure) {
    return switch (failure.kind()) {
      case THROTTLED, CRASHED, INFRASTRUCTURE -> !failure.permanent();
      case TIMED_OUT -> timeouts && !failure.permanent();
      case OUT_OF_MEMORY -> outOfMemory && !failure.permanent();
      case USER_ERROR, CANCELLED -> false;
    };
  }

  long delayNanos(int retry, @Nullable Duration retryAfter, RandomGenerator random) {
    long most = cap.toNanos();
    // 2^20 times the base is beyond any sensible cap, and stays clear of overflow.
    double bound = Math.min((double) most, base.toNanos() * Math.pow(2, Math.min(retry, 20)));
    long jitter = bound < 1 ? 0 : (long) (random.nextDouble() * bound);
    return retryAfter == null ? jitter : Math.max(jitter, retryAfter.toNanos());
  }
}
