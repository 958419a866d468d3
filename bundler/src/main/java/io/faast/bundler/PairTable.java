package io.faast.bundler;

/** Numbers pairs of numbers in the order in which they come. Not thread-safe. */
final class PairTable {
  private final Refs pairs = new Refs();
  private int[] slots = new int[1024];

  int id(int first, int second) {
    int mask = slots.length - 1;
    int slot = hash(first, second) & mask;
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (pairs.values[2 * id] == first && pairs.values[2 * id + 1] == second) {
        return id;
      }
      slot = slot + 1 & mask;
    }
    int id = pairs.size / 2;
    pairs.add(first);
    pairs.add(second);
    slots[slot] = id + 1;
    if (id * 2 > slots.length) {
      grow();
    }
    return id;
  }

  private void grow() {
    slots = new int[slots.length * 4];
    int mask = slots.length - 1;
    for (int id = 0; 2 * id < pairs.size; id++) {
      int slot = hash(pairs.values[2 * id], pairs.values[2 * id + 1]) & mask;
      while (slots[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = id + 1;
    }
  }

  private static int hash(int first, int second) {
    int hash = first * 0x9E3779B9 + second * 0x85EBCA6B;
    return hash ^ hash >>> 15;
  }

  int[] toArray() {
    return pairs.toArray();
  }
}
