package io.faast.tck.mutants;

import io.faast.spi.FaastProvider;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A provider with a defect.
 *
 * @param defect what it does wrong
 * @param rule the id of the rule that must catch it
 * @param message what the rule's message must contain, so that the provider's author knows what to
 *     fix
 * @param make puts the defect in front of a conformant provider
 * @param lost whether it has lost something that a rule now waits for in vain
 */
public record Mutant(
    String defect,
    String rule,
    String message,
    UnaryOperator<FaastProvider> make,
    AtomicBoolean lost) {
  Mutant(String defect, String rule, String message, UnaryOperator<FaastProvider> make) {
    this(defect, rule, message, make, new AtomicBoolean());
  }

  /**
   * Makes one that is caught by waiting for what never comes.
   *
   * @param make makes the defect, which says when it has lost all that is waited for: from then on
   *     nobody need wait for long
   */
  static Mutant losing(
      String defect,
      String rule,
      String message,
      Function<Runnable, UnaryOperator<FaastProvider>> make) {
    AtomicBoolean lost = new AtomicBoolean();
    return new Mutant(defect, rule, message, make.apply(() -> lost.set(true)), lost);
  }

  @Override
  public String toString() {
    return rule + " catches one that " + defect;
  }
}
