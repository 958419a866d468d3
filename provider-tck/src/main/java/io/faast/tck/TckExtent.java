package io.faast.tck;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How much a run of the kit makes: the most that is said beforehand, or what was seen. Immutable.
 *
 * @param deployments how many deployments
 * @param attempts how many attempts
 * @param dollars what the provider's own meters make of it, in US dollars; empty if not known
 * @since 0.1.0
 */
public record TckExtent(long deployments, long attempts, OptionalDouble dollars) {
  /** The most that a run of all rules makes, with any provider; what it costs is not in it. */
  public static final TckExtent MOST = new TckExtent(250, 130_000, OptionalDouble.empty());

  /** Returns the same at no more than that, in US dollars. */
  public TckExtent atMost(double cost) {
    return new TckExtent(deployments, attempts, OptionalDouble.of(cost));
  }

  /**
   * Returns whether {@code seen} is no more than this; a cost that is not known is not compared.
   */
  public boolean covers(TckExtent seen) {
    return seen.deployments <= deployments
        && seen.attempts <= attempts
        && (dollars.isEmpty()
            || seen.dollars.isEmpty()
            || seen.dollars.getAsDouble() <= dollars.getAsDouble());
  }

  /** Returns it for people. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d deployments, %,d attempts", deployments, attempts)
        + (dollars.isEmpty()
            ? ", cost unknown"
            : String.format(Locale.ROOT, ", %.4f US dollars", dollars.getAsDouble()));
  }
}
