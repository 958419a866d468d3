package io.faast.engine;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Estimates how far the clock of each worker is ahead of the client's. The quickest way forth and
 * the quickest way back seen so far are taken to be equally long, as NTP does; what is left is the
 * skew.
 */
final class Skews {
  /** Workers beyond this many share an estimate, so that memory stays bounded. */
  private static final int MOST_WORKERS = 4096;

  private final ConcurrentHashMap<String, Skew> workers = new ConcurrentHashMap<>();
  private final Skew others = new Skew();

  /**
   * Takes a sample and returns the estimate.
   *
   * @param forth worker's clock at the start, less the client's clock at sending, in ns
   * @param back client's clock at arrival, less the worker's clock at the end, in ns
   */
  long update(String worker, long forth, long back) {
    Skew skew = workers.get(worker);
    if (skew == null) {
      skew =
          workers.size() < MOST_WORKERS
              ? workers.computeIfAbsent(worker, id -> new Skew())
              : others;
    }
    return skew.update(forth, back);
  }

  private static final class Skew {
    private long leastForth = Long.MAX_VALUE;
    private long leastBack = Long.MAX_VALUE;

    synchronized long update(long forth, long back) {
      leastForth = Math.min(leastForth, forth);
      leastBack = Math.min(leastBack, back);
      return leastForth / 2 - leastBack / 2;
    }
  }
}
