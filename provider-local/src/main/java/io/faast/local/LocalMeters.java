package io.faast.local;

import io.faast.spi.Meter;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;

/** What is metered, as a cloud would, at no price. */
final class LocalMeters {
  static final List<Meter> ALL = List.of(free("requests", "request"), free("memory-time", "GB-ms"));

  private static final long QUANTUM_NANOS = 1_000_000;

  private LocalMeters() {}

  private static Meter free(String name, String unit) {
    return new Meter(
        name,
        unit,
        OptionalDouble.of(0),
        "Your own machine: nobody bills it. GB-ms are counted as 1,024 MiB for one millisecond.",
        LocalDate.of(2025, 1, 1));
  }

  /** Returns time rounded up to whole milliseconds, at least one. */
  static long billed(long nanos) {
    return Math.max(1, -Math.floorDiv(-nanos, QUANTUM_NANOS)) * QUANTUM_NANOS;
  }

  /** Returns the usage of one request that held a function's memory for some time. */
  static double[] usage(int requests, int memoryMb, long billedNanos) {
    return new double[] {requests, memoryMb / 1024.0 * (billedNanos / 1e6)};
  }
}
