package io.faast.aws;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what the run uses beyond its attempts. Thread-safe. */
final class Metering {
  private final AtomicLong queueRequests = new AtomicLong();
  private final AtomicLong outBytes = new AtomicLong();

  void queueRequests(long count) {
    queueRequests.addAndGet(count);
  }

  void dataOut(long bytes) {
    outBytes.addAndGet(bytes);
  }

  double[] usage() {
    double[] usage = new double[Usage.METERS];
    usage[Usage.QUEUE_REQUESTS] = queueRequests.get();
    usage[Usage.DATA_OUT] = Usage.gigabytes(outBytes.get());
    return usage;
  }
}
