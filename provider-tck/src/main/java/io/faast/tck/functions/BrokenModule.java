package io.faast.tck.functions;

/**
 * A module that cannot be built.
 *
 * @since 0.1.0
 */
public class BrokenModule {
  public BrokenModule() {
    throw new IllegalStateException("the module's constructor says no");
  }

  public String never() {
    return "never";
  }
}
