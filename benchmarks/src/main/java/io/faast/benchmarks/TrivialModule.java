package io.faast.benchmarks;

/** Functions that do next to nothing, so that what is measured is the way to them and back. */
public class TrivialModule {
  /** Returns its argument. */
  public int identity(int value) {
    return value;
  }

  /** Returns the length of a string. */
  public int stringLength(String value) {
    return value.length();
  }

  /** Returns the length of an array. */
  public int bytesLength(byte[] value) {
    return value.length;
  }
}
