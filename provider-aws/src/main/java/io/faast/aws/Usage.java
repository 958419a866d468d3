package io.faast.aws;

/** Amounts in the order of the meters. */
final class Usage {
  static final int REQUESTS = 0;
  static final int MEMORY_TIME = 1;
  static final int QUEUE_REQUESTS = 2;
  static final int LOG_INGESTION = 3;
  static final int DATA_OUT = 4;
  static final int STORAGE_WRITES = 5;
  static final int STORAGE_READS = 6;
  static final int STORAGE = 7;
  static final int METERS = 8;

  private static final double GIGABYTE = 1 << 30;
  private static final int BILLED_CHUNK = 64 << 10;
  private static final double NANOS_PER_SECOND = 1e9;

  /** S3 takes a month of 744 hours, as long as the longest. */
  private static final double SECONDS_PER_MONTH = 744 * 3_600.0;

  private Usage() {}

  static double gigabytes(long bytes) {
    return bytes / GIGABYTE;
  }

  static double gigabyteMonths(long bytes, long nanos) {
    return gigabytes(bytes) * (nanos / NANOS_PER_SECOND / SECONDS_PER_MONTH);
  }

  static double gigabyteSeconds(int memoryMb, long nanos) {
    return memoryMb / 1024.0 * (nanos / NANOS_PER_SECOND);
  }

  /** SQS bills every 64 KiB as a request of its own. */
  static long queueRequests(long bytes) {
    return 1 + Math.max(0, bytes - 1) / BILLED_CHUNK;
  }

  /** Returns time rounded up to whole milliseconds, at least one. */
  static long billed(long nanos) {
    return Math.max(1, -Math.floorDiv(-nanos, 1_000_000L)) * 1_000_000L;
  }
}
