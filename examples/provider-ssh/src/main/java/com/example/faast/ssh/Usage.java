package com.example.faast.ssh;

import io.faast.spi.AttemptReport;
import io.faast.spi.Meter;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;

/** What attempts use: counted as a cloud would, at no price, since the machines are the user's. */
final class Usage {
  static final long QUANTUM_NANOS = 1_000_000;
  static final List<Meter> METERS = List.of(free("requests", "request"), free("worker-time", "ms"));

  private Usage() {}

  private static Meter free(String name, String unit) {
    return new Meter(
        name,
        unit,
        OptionalDouble.of(0),
        "Your own machines: whatever they cost, a call does not change it.",
        LocalDate.of(2026, 11, 23));
  }

  /** Reports an attempt that held a worker for some time. */
  static AttemptReport held(String worker, long initNanos, long nanos, URI log) {
    long measured = Math.max(0, nanos);
    long quanta = Math.max(1, (measured + QUANTUM_NANOS - 1) / QUANTUM_NANOS);
    return new AttemptReport(
        worker, null, initNanos, measured, quanta * QUANTUM_NANOS, new double[] {1, quanta}, log);
  }

  /** Reports an attempt that no worker took. */
  static AttemptReport none(URI log) {
    return new AttemptReport("", null, 0, 0, 0, new double[METERS.size()], log);
  }
}
