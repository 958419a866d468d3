package io.faast.emulator.gcp.core;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is billed. Thread-safe. */
public final class Meters {
  private static final long PUBSUB_MINIMUM = 1_000;
  private static final long RUN_QUANTUM_NANOS = 100_000_000;

  private final LongAdder pubsubBytes = new LongAdder();
  private final LongAdder storageClassA = new LongAdder();
  private final LongAdder storageClassB = new LongAdder();
  private final DoubleAdder storageGigabyteMonths = new DoubleAdder();
  private final LongAdder egressBytes = new LongAdder();
  private final LongAdder runRequests = new LongAdder();
  private final LongAdder runMillicpuMillis = new LongAdder();
  private final LongAdder runMebibyteMillis = new LongAdder();
  private final LongAdder checkMillicpuMillis = new LongAdder();
  private final LongAdder checkMebibyteMillis = new LongAdder();
  private final LongAdder buildMillis = new LongAdder();
  private final DoubleAdder registryGigabyteMonths = new DoubleAdder();
  private final LongAdder logBytes = new LongAdder();

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
    storageGigabyteMonths.add(gigabyteMonths(bytes, nanos));
  }

  /** Counts what leaves the region. */
  public void egress(Caller to, long bytes) {
    if (!to.inside()) {
      egressBytes.add(bytes);
    }
  }

  /** Counts a request that reached an instance. */
  public void runRequest() {
    runRequests.increment();
  }

  /**
   * Counts a time in which an instance is billed: "Cloud Run pricing", rounded up to 100 ms.
   *
   * @param check whether it was started to see whether a deployment can start
   */
  public void run(int millicpu, int mebibytes, long nanos, boolean check) {
    long millis = (nanos + RUN_QUANTUM_NANOS - 1) / RUN_QUANTUM_NANOS * 100;
    (check ? checkMillicpuMillis : runMillicpuMillis).add(millis * millicpu);
    (check ? checkMebibyteMillis : runMebibyteMillis).add(millis * mebibytes);
  }

  /** Counts a build. */
  public void build(long millis) {
    buildMillis.add(millis);
  }

  /** Counts what lay in the registry for some time, by months of 730 hours. */
  public void imageStored(long bytes, long nanos) {
    registryGigabyteMonths.add(gigabyteMonths(bytes, nanos));
  }

  /** Counts what is taken in as log. */
  public void log(long bytes) {
    logBytes.add(bytes);
  }

  private static double gigabyteMonths(long bytes, long nanos) {
    return bytes / 0x1p30 * (nanos / 1e9 / 3_600 / 730);
  }

  /** Returns the sums up to now. */
  public Bill bill() {
    return new Bill(
        pubsubBytes.sum(),
        storageClassA.sum(),
        storageClassB.sum(),
        storageGigabyteMonths.sum(),
        egressBytes.sum(),
        runRequests.sum(),
        runMillicpuMillis.sum(),
        runMebibyteMillis.sum(),
        checkMillicpuMillis.sum(),
        checkMebibyteMillis.sum(),
        buildMillis.sum(),
        registryGigabyteMonths.sum(),
        logBytes.sum());
  }
}
