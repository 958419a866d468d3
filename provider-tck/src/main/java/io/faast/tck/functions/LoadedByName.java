package io.faast.tck.functions;

/** A class that no code refers to. */
public class LoadedByName {
  @Override
  public String toString() {
    return "loaded by name";
  }
}
