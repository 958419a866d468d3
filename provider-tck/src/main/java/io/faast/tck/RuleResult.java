package io.faast.tck;

/**
 * What a run found about one rule.
 *
 * @param rule the rule
 * @param verdict whether the provider keeps it
 * @param detail what was found, or why the rule was not tried; empty if it passed
 * @param millis how long trying it took, in ms
 */
public record RuleResult(RuleInfo rule, Verdict verdict, String detail, long millis) {}
