package io.faast.tck;

/**
 * Hears how a run of the kit goes. Called by one thread at a time.
 *
 * @since 0.1.0
 */
public interface TckListener {
  /** A listener that ignores everything. */
  TckListener NONE = new TckListener() {};

  /** The run begins; {@code rules} of them are selected. */
  default void planned(int rules) {}

  /** A rule is being tried. */
  default void started(RuleInfo rule) {}

  /** A rule has its verdict; also told for rules that are refused. */
  default void finished(RuleResult result) {}
}
