package io.faast.engine;

import io.faast.Statistics;

/**
 * Sums up durations in ns: count, mean and variance by Welford's method, extremes, and a histogram
 * whose buckets grow with the value, sixteen to each power of two. Guarded by its owner.
 */
final class Distribution {
  private static final int SUB_BITS = 4;
  private static final int SUB = 1 << SUB_BITS;

  /** Values from 2^47 ns (39 hours) on share the last bucket. */
  private static final int BUCKETS = (48 - SUB_BITS) * SUB;

  private final long[] buckets = new long[BUCKETS];
  private long samples;
  private long min = Long.MAX_VALUE;
  private long max;
  private double mean;
  private double squares;

  void add(long nanos) {
    samples++;
    min = Math.min(min, nanos);
    max = Math.max(max, nanos);
    double before = nanos - mean;
    mean += before / samples;
    squares += before * (nanos - mean);
    buckets[bucket(nanos)]++;
  }

  /** Adds all samples of another (Chan's method). */
  void add(Distribution other) {
    if (other.samples == 0) {
      return;
    }
    long both = samples + other.samples;
    double apart = other.mean - mean;
    squares += other.squares + apart * apart * ((double) samples * other.samples / both);
    mean += apart * ((double) other.samples / both);
    samples = both;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i] += other.buckets[i];
    }
  }

  /** Returns what was added since {@code earlier} was the whole; extremes are those of buckets. */
  Distribution since(Distribution earlier) {
    Distribution part = new Distribution();
    part.samples = samples - earlier.samples;
    if (part.samples <= 0) {
      return new Distribution();
    }
    part.mean = (mean * samples - earlier.mean * earlier.samples) / part.samples;
    double apart = part.mean - earlier.mean;
    double between = apart * apart * earlier.samples * part.samples / samples;
    part.squares = Math.max(0, squares - earlier.squares - between);
    for (int i = 0; i < BUCKETS; i++) {
      part.buckets[i] = buckets[i] - earlier.buckets[i];
      if (part.buckets[i] > 0) {
        part.min = Math.min(part.min, Math.max(min, middle(i)));
        part.max = Math.min(max, middle(i));
      }
    }
    return part;
  }

  long samples() {
    return samples;
  }

  double mean() {
    return mean;
  }

  double deviation() {
    return samples < 2 ? 0 : Math.sqrt(squares / (samples - 1));
  }

  Statistics statistics() {
    return samples == 0
        ? new Statistics(0, 0, 0, 0, 0, 0, 0, 0)
        : new Statistics(
            samples,
            min / 1e6,
            max / 1e6,
            mean / 1e6,
            deviation() / 1e6,
            quantile(0.5) / 1e6,
            quantile(0.9) / 1e6,
            quantile(0.99) / 1e6);
  }

  private double quantile(double q) {
    long rank = Math.max(1, (long) Math.ceil(q * samples));
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += buckets[i];
      if (seen >= rank) {
        return Math.max(min, Math.min(max, middle(i)));
      }
    }
    return max;
  }

  private static int bucket(long nanos) {
    if (nanos < SUB) {
      return (int) Math.max(0, nanos);
    }
    int octave = 63 - Long.numberOfLeadingZeros(nanos);
    int sub = (int) (nanos >>> (octave - SUB_BITS)) & (SUB - 1);
    return Math.min(BUCKETS - 1, (octave - SUB_BITS + 1) * SUB + sub);
  }

  private static long middle(int bucket) {
    if (bucket < SUB) {
      return bucket;
    }
    int octave = bucket / SUB + SUB_BITS - 1;
    long width = 1L << (octave - SUB_BITS);
    return (1L << octave) + (bucket % SUB) * width + width / 2;
  }
}
