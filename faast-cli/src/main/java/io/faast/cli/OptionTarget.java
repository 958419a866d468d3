package io.faast.cli;

import io.faast.tck.TckTarget;
import java.util.Map;

/** A target that finds its way by the provider's options, and may cost money. */
interface OptionTarget extends TckTarget {
  /**
   * Returns this target with options as they are written on the command line, which the provider
   * has accepted.
   */
  TckTarget with(Map<String, String> options);

  /** Says what a run of the kit makes, and the most that it costs. */
  @Override
  String notice();
}
