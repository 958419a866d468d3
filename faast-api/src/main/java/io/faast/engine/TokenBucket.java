package io.faast.engine;

/** Tokens that come back at a steady rate, up to a bound. Guarded by its gate. */
final class TokenBucket {
  private final double perNano;
  private final int burst;
  private double tokens;
  private long at;
  private boolean used;

  TokenBucket(RateLimit limit) {
    perNano = limit.perSecond() / 1e9;
    burst = limit.burst();
    tokens = burst;
  }

  boolean take(long now) {
    refill(now);
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }

  /** Returns how long until there is a token, in ns, at least 1. */
  long waitNanos(long now) {
    refill(now);
    return Math.max(1, (long) Math.ceil((1 - tokens) / perNano));
  }

  private void refill(long now) {
    if (used) {
      tokens = Math.min(burst, tokens + Math.max(0, now - at) * perNano);
    }
    used = true;
    at = now;
  }
}
