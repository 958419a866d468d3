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

  void addAll(Refs other) {
    if (size + other.size > values.length) {
      values = Arrays.copyOf(values, Math.max(size + other.size, size * 2));
    }
    System.arraycopy(other.values, 0, values, size, other.size);
    size += other.size;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
