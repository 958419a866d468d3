package io.faast.engine;

/** Spreads threads over stripes. */
final class Stripes {
  private Stripes() {}

  /** Returns the stripe of a thread, of a power of two of them. */
  static int of(Thread thread, int count) {
    // Identity hashes are spread; thread ids of a pool may all be even.
    return System.identityHashCode(thread) & (count - 1);
  }
}
