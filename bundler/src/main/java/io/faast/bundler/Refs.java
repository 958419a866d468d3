package io.faast.bundler;

import java.util.Arrays;

/** A growing list of ints. */
final class Refs {
  int[] values = new int[256];
  int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }
}
