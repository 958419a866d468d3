package io.faast.local;

/**
 * When another worker is worth starting. Starting one takes a core for a tenth of a second, so
 * short calls that only wait for each other's end must not make the pool grow, while long ones
 * must.
 */
final class Growth {
  private static final long WORTH_NANOS = 4_000_000;

  private final int maxWorkers;
  private final int maxStarting = Math.max(2, Runtime.getRuntime().availableProcessors());

  Growth(int maxWorkers) {
    this.maxWorkers = maxWorkers;
  }

  boolean possible(int live) {
    return live < maxWorkers;
  }

  /**
   * Returns whether to start one.
   *
   * @param live all workers, those that are starting included
   * @param waiting how many attempts wait for a worker
   * @param waitedNanos how long the first of them has waited
   */
  boolean wanted(int live, int starting, int waiting, long waitedNanos) {
    if (!possible(live) || starting >= Math.min(waiting, maxStarting)) {
      return false;
    }
    return live == starting || waitedNanos >= WORTH_NANOS;
  }
}
