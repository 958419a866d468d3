package io.faast.tck;

/**
 * What a run found about one rule.
 *
 * @param rule the rule
 * @param verdict whether the provider keeps it
 * @param detail what was found, or why the rule was not tried; empty if it passed
 * @param millis how long trying it took, in ms
 * @param evidence what it saw
 * @since 0.1.0
 */
public record RuleResult(
    RuleInfo rule, Verdict verdict, String detail, long millis, Evidence evidence) {

  /** Makes the result of a rule that saw nothing. */
  public RuleResult(RuleInfo rule, Verdict verdict, String detail, long millis) {
    this(rule, verdict, detail, millis, Evidence.NONE);
  }
}
