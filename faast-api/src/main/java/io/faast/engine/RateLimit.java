package io.faast.engine;

/**
 * How many attempts may be sent a second.
 *
 * @param perSecond the long-term rate, in attempts per second; 0 for no limit
 * @param burst how many may be sent at once after a pause, at least 1
 * @since 0.1.0
 */
public record RateLimit(double perSecond, int burst) {
  /** No limit. */
  public static final RateLimit NONE = new RateLimit(0, 1);

  /** Checks the ranges. */
  public RateLimit {
    if (!(perSecond >= 0 && perSecond < Double.POSITIVE_INFINITY) || burst < 1) {
      throw new IllegalArgumentException(
          "rate must be finite and >= 0, burst >= 1, but they are " + perSecond + " and " + burst);
    }
  }
}
