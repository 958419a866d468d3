package io.faast.tck;

/**
 * What a run of the kit found about one rule.
 *
 * @since 0.1.0
 */
public enum Verdict {
  /** The provider keeps the rule. */
  PASS,
  /** The provider breaks the rule. */
  FAIL,
  /** The provider refuses the capability that the rule is about. */
  REFUSED,
  /** The provider breaks the rule, and is known to for now: see {@link TckWaivers}. */
  WAIVED,
  /** The rule was not tried: not selected, or the target lacks what it takes. */
  NOT_RUN;

  /** Returns the verdict as reports write it, such as {@code NOT-RUN}. */
  public String label() {
    return name().replace('_', '-');
  }
}
