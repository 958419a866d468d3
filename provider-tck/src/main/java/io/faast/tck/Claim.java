package io.faast.tck;

/**
 * What a rule takes of the machine while it is tried. Of the rules that claim the same, one is
 * tried at a time; otherwise they run side by side.
 *
 * @since 0.1.0
 */
public enum Claim {
  /** A whole processor for a second or more: a function that computes without end. */
  PROCESSOR,
  /** Memory by the hundred MiB: messages of the largest size, functions that hold much. */
  MEMORY
}
