package io.faast.engine;

import java.time.Duration;

/**
 * When a slow attempt gets a second one beside it. An attempt that has run longer than mean + sigma
 * · standard deviation of its function's answered attempts, and longer than {@code floor}, is
 * copied once, if a permit is free. The first answer wins; the other attempt is cancelled.
 *
 * @param sigma how many standard deviations, 0 for no speculation; default 3
 * @param minSamples how many attempts must have been answered before, default 10
 * @param floor attempts younger than this are never copied, default 50 ms
 * @since 0.1.0
 */
public record SpeculationPolicy(double sigma, int minSamples, Duration floor) {
  /** Never copies. */
  public static final SpeculationPolicy OFF = new SpeculationPolicy(0, 1, Duration.ZERO);

  /** Checks the ranges. */
  public SpeculationPolicy {
    if (!(sigma >= 0) || minSamples < 1 || floor.isNegative()) {
      throw new IllegalArgumentException(
          "sigma and floor must not be negative, minSamples must be at least 1");
    }
  }

  /** Returns the policy that holds where the user says nothing. */
  public static SpeculationPolicy defaults() {
    return new SpeculationPolicy(3, 10, Duration.ofMillis(50));
  }

  boolean on() {
    return sigma > 0;
  }
}
