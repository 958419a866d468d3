package io.faast.bundler.hints;

/**
 * A test of access flags.
 *
 * @param all flags that must all be set
 * @param any flags of which one must be set, or 0
 * @param none flags of which none may be set
 */
public record AccessTest(int all, int any, int none) {
  /** Lets everything pass. */
  public static final AccessTest ANY = new AccessTest(0, 0, 0);

  /** Returns whether these flags, as they are in the class file, pass. */
  public boolean matches(int access) {
    return (access & all) == all && (any == 0 || (access & any) != 0) && (access & none) == 0;
  }
}
