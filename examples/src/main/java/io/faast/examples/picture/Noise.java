package io.faast.examples.picture;

/** Random numbers that depend on the pixel alone, so that the tiling does not show. */
final class Noise {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  Noise(int x, int y) {
    state = mix((((long) y << 32) | x) + GOLDEN);
  }

  /** Returns a number from 0 (inclusive) to 1 (exclusive). */
  double next() {
    state += GOLDEN;
    return (mix(state) >>> 11) * 0x1p-53;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
