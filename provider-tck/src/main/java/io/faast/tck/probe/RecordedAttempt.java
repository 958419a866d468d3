package io.faast.tck.probe;

import io.faast.spi.Attempt;
import io.faast.spi.Outcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An attempt that the engine handed to the provider.
 *
 * @param attempt what was asked
 * @param startedNanos {@link System#nanoTime} when it was handed over
 * @param outcome settles with the provider's first outcome
 * @since 0.1.0
 */
public record RecordedAttempt(
    Attempt attempt, long startedNanos, CompletableFuture<Outcome> outcome) {

  /** Returns the outcome, if it came. */
  public Optional<Outcome> settled() {
    return Optional.ofNullable(outcome.getNow(null));
  }
}
