package io.faast.tck.mutants;

import io.faast.spi.FaastProvider;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A provider with a defect.
 *
 * @param defect what it does wrong
 * @param rule the id of the rule that must catch it
 * @param message what the rule's message must contain, so that the provider's author knows what to
 *     fix
 * @param make puts the defect in front of a conformant provider
 */
public record Mutant(
    String defect, String rule, String message, UnaryOperator<FaastProvider> make) {
  private static final List<String> OF_WAITING = List.of("no outcome", "did not settle", "fewer");

  /** Returns whether the defect shows as something that never comes. */
  boolean caughtByWaiting() {
    return OF_WAITING.stream().anyMatch(message::startsWith);
  }

  @Override
  public String toString() {
    return rule + " catches one that " + defect;
  }
}
