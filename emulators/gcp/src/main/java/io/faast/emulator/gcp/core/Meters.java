package io.faast.emulator.gcp.core;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is billed. Thread-safe. */
public final class Meters {
  private static final long PUBSUB_MINIMUM = 1_000;

  private final LongAdder pubsubBytes = new LongAdder();
  private final LongAdder storageClassA = new LongAdder();
  private final LongAdder storageClassB = new LongAdder();
  private final DoubleAdder storageGigabyteMonths = new DoubleAdder();
  private final LongAdder egressBytes = new LongAdder();

  /**
   * Counts one request that publishes, pulls or pushes messages of so many bytes: "Pub/Sub
   * pricing", at least 1,000 bytes a request.
   */
  public void pubsub(long bytes) {
    pubsubBytes.add(Math.max(PUBSUB_MINIMUM, bytes));
  }

  /** Counts an operation of Cloud Storage's class A: what inserts, lists, or changes. */
  public void storageClassA() {
    storageClassA.increment();
  }

  /** Counts an operation of Cloud Storage's class B: what gets. */
  public void storageClassB() {
    storageClassB.increment();
  }

  /** Counts what lay in Cloud Storage for some time, by months of 730 hours. */
  public void stored(long bytes, long nanos) {
    storageGigabyteMonths.add(bytes / 0x1p30 * (nanos / 1e9 / 3_600 / 730));
  }

  /** Counts what leaves the region. */
  public void egress(Caller to, long bytes) {
    if (!to.inside()) {
      egressBytes.add(bytes);
    }
  }

  /** Returns the sums up to now. */
  public Bill bill() {
    return new Bill(
        pubsubBytes.sum(),
        storageClassA.sum(),
        storageClassB.sum(),
        storageGigabyteMonths.sum(),
        egressBytes.sum());
  }
}
