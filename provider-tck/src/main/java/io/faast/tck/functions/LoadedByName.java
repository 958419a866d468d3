package io.faast.tck.functions;

/**
 * A class that no code refers to.
 *
 * @since 0.1.0
 */
public class LoadedByName {
  @Override
  public String toString() {
    return "loaded by name";
  }
}
