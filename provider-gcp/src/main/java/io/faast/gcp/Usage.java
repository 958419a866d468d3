package io.faast.gcp;

import io.faast.gcp.worker.Volume;

/** Amounts in the order of the meters. */
final class Usage {
  static final int REQUESTS = 0;
  static final int CPU_TIME = 1;
  static final int MEMORY_TIME = 2;
  static final int QUEUE_VOLUME = 3;
  static final int DATA_OUT = 4;
  static final int STORAGE_WRITES = 5;
  static final int STORAGE_READS = 6;
  static final int STORAGE = 7;
  static final int BUILD_TIME = 8;
  static final int METERS = 9;

  private static final double GIBIBYTE = 1 << 30;
  private static final long QUANTUM_NANOS = 100_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  /** Google takes a month of 730 hours. */
  private static final double SECONDS_PER_MONTH = 730 * 3_600.0;

  private Usage() {}

  static double gibibytes(long bytes) {
    return bytes / GIBIBYTE;
  }

  static double gibibyteMonths(long bytes, long nanos) {
    return gibibytes(bytes) * (nanos / NANOS_PER_SECOND / SECONDS_PER_MONTH);
  }

  static double gibibyteSeconds(int memoryMb, long nanos) {
    return memoryMb / 1024.0 * (nanos / NANOS_PER_SECOND);
  }

  static double cpuSeconds(double vcpus, long nanos) {
    return vcpus * (nanos / NANOS_PER_SECOND);
  }

  static double minutes(long nanos) {
    return nanos / NANOS_PER_SECOND / 60;
  }

  /** Returns time rounded up to whole tenths of a second, at least one. */
  static long billed(long nanos) {
    return Math.max(1, -Math.floorDiv(-nanos, QUANTUM_NANOS)) * QUANTUM_NANOS;
  }

  /** Returns the GiB that a request with one message is billed as. */
  static double volume(long dataBytes, String messageId) {
    return gibibytes(Volume.request(Volume.message(dataBytes, messageId)));
  }
}
