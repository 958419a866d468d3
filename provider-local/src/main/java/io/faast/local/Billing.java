package io.faast.local;

import io.faast.spi.AttemptReport;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Counts what attempts and the starting of workers use. Thread-safe. */
final class Billing {
  private final int memoryMb;
  private double startingGbMillis;

  Billing(int memoryMb) {
    this.memoryMb = memoryMb;
  }

  /** Reports an attempt that held a worker from its dispatch until now. */
  AttemptReport used(LocalWorker worker, RunningAttempt attempt, long now) {
    long measured = Math.max(0, now - attempt.dispatchedNanos);
    long billed = LocalMeters.billed(measured);
    return new AttemptReport(
        worker.id(),
        null,
        attempt.initNanos,
        measured,
        billed,
        LocalMeters.usage(1, memoryMb, billed),
        worker.logUrl());
  }

  /** Reports an attempt that no worker took. */
  static AttemptReport unused(@Nullable URI logUrl) {
    return new AttemptReport("", null, 0, 0, 0, new double[LocalMeters.ALL.size()], logUrl);
  }

  synchronized void started(long initNanos) {
    startingGbMillis += LocalMeters.usage(0, memoryMb, LocalMeters.billed(initNanos))[1];
  }

  synchronized double[] own() {
    return new double[] {0, startingGbMillis};
  }
}
