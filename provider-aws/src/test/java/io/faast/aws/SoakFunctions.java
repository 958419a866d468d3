package io.faast.aws;

/** What the soak calls: its answers cannot be taken for each other. */
public final class SoakFunctions {
  /** Returns the square of a number, and the number. */
  public String square(long number) {
    return number * number + " = " + number + "²";
  }
}
