package io.faast.tck.probe;

import io.faast.spi.AttemptReport;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;

/**
 * Faults on the way to the functions.
 *
 * @since 0.1.0
 */
public final class Faults {
  private Faults() {}

  /** Loses the attempts up to number {@code last} as failures of that kind. */
  public static FaultyProvider.Fault failing(FailureKind kind, int last, boolean permanent) {
    return (way, attempt, listener) -> {
      if (attempt.number() > last) {
        return way.invoke(attempt, listener);
      }
      listener.onOutcome(
          new Outcome.Failed(
              kind,
              "injected by the conformance kit",
              permanent,
              null,
              null,
              AttemptReport.nothingUsed(way.meters().size())));
      return FaultyProvider.NOT_SENT;
    };
  }
}
