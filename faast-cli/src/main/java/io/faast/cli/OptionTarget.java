package io.faast.cli;

import io.faast.tck.TckExtent;
import io.faast.tck.TckTarget;
import java.util.Map;

/** A target that finds its way by the provider's options, and may cost money. */
interface OptionTarget extends TckTarget {
  /**
   * Returns this target with options as they are written on the command line, which the provider
   * has accepted.
   */
  TckTarget with(Map<String, String> options);

  /** Returns the most that a run of the kit makes, and costs. */
  @Override
  TckExtent most();
}
