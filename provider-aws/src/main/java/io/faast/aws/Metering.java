package io.faast.aws;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;

/** Counts what the run uses beyond its attempts. Thread-safe. */
final class Metering {
  private final AtomicLong queueRequests = new AtomicLong();
  private final AtomicLong outBytes = new AtomicLong();
  private final AtomicLong storageWrites = new AtomicLong();
  private final AtomicLong storageReads = new AtomicLong();
  private final DoubleAdder stored = new DoubleAdder();

  void queueRequests(long count) {
    queueRequests.addAndGet(count);
  }

  void dataOut(long bytes) {
    outBytes.addAndGet(bytes);
  }

  /** Counts requests to S3 that write or list. */
  void storageWrites(long count) {
    storageWrites.addAndGet(count);
  }

  /** Counts requests to S3 that read. */
  void storageReads(long count) {
    storageReads.addAndGet(count);
  }

  /** Counts what lay in S3 for some time. */
  void stored(long bytes, long nanos) {
    stored.add(Usage.gigabyteMonths(bytes, nanos));
  }

  double[] usage() {
    double[] usage = new double[Usage.METERS];
    usage[Usage.QUEUE_REQUESTS] = queueRequests.get();
    usage[Usage.DATA_OUT] = Usage.gigabytes(outBytes.get());
    usage[Usage.STORAGE_WRITES] = storageWrites.get();
    usage[Usage.STORAGE_READS] = storageReads.get();
    usage[Usage.STORAGE] = stored.sum();
    return usage;
  }
}
