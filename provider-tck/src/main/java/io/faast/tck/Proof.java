package io.faast.tck;

/**
 * How it is known that a rule fails where it is broken.
 *
 * @since 0.1.0
 */
public enum Proof {
  /** The kit's own tests break it, by a provider on threads that has one defect. */
  MUTANT(""),
  /** The tests of the local provider break it: the defect needs workers that can die, or print. */
  PROCESSES("in the tests of the local provider"),
  /**
   * No provider can break it alone: the engine keeps it, whose own tests break it. It is tried all
   * the same, since users rely on the whole.
   */
  ENGINE("kept by the engine, for every provider");

  private final String text;

  Proof(String text) {
    this.text = text;
  }

  /** Returns what to say of it beside the defects that are listed; empty if nothing. */
  public String text() {
    return text;
  }
}
