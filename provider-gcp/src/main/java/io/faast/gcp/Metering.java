package io.faast.gcp;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;

/** Counts what the run uses beyond its attempts. Thread-safe. */
final class Metering {
  private final AtomicLong queueBytes = new AtomicLong();
  private final AtomicLong outBytes = new AtomicLong();
  private final AtomicLong storageWrites = new AtomicLong();
  private final AtomicLong storageReads = new AtomicLong();
  private final AtomicLong buildNanos = new AtomicLong();
  private final DoubleAdder stored = new DoubleAdder();

  /** Counts bytes that Pub/Sub bills. */
  void queueBytes(long bytes) {
    queueBytes.addAndGet(bytes);
  }

  /** Counts bytes that left Google for the client. */
  void dataOut(long bytes) {
    outBytes.addAndGet(bytes);
  }

  /** Counts requests to Cloud Storage that write or list (class A). */
  void storageWrites(long count) {
    storageWrites.addAndGet(count);
  }

  /** Counts requests to Cloud Storage that read (class B). */
  void storageReads(long count) {
    storageReads.addAndGet(count);
  }

  /** Counts what lay in Cloud Storage for some time. */
  void stored(long bytes, long nanos) {
    stored.add(Usage.gibibyteMonths(bytes, nanos));
  }

  /** Counts the time of a build, as the client saw it. */
  void build(long nanos) {
    buildNanos.addAndGet(nanos);
  }

  double[] usage() {
    double[] usage = new double[Usage.METERS];
    usage[Usage.QUEUE_VOLUME] = Usage.gibibytes(queueBytes.get());
    usage[Usage.DATA_OUT] = Usage.gibibytes(outBytes.get());
    usage[Usage.STORAGE_WRITES] = storageWrites.get();
    usage[Usage.STORAGE_READS] = storageReads.get();
    usage[Usage.STORAGE] = stored.sum();
    usage[Usage.BUILD_TIME] = Usage.minutes(buildNanos.get());
    return usage;
  }
}
