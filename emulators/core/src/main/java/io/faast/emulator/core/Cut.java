package io.faast.emulator.core;

/** Lets a connection be closed without an answer. */
public final class Cut extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says that it is on purpose. */
  public Cut() {
    super("cut on purpose", null, false, false);
  }
}
