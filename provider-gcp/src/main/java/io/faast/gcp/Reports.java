package io.faast.gcp;

import io.faast.gcp.worker.Envelope;
import io.faast.spi.AttemptReport;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Makes reports of attempts. Google says of no request what it billed, so they go by the worker's
 * own clock, with the start of its instance, rounded up as Google rounds.
 */
final class Reports {
  private final int memoryMb;
  private final double vcpus;
  private final URI logUrl;

  /**
   * Makes reports of a function.
   *
   * @param memoryMb memory of an instance, in MiB
   * @param vcpus vCPUs of an instance
   */
  Reports(int memoryMb, double vcpus, URI logUrl) {
    this.memoryMb = memoryMb;
    this.vcpus = vcpus;
    this.logUrl = logUrl;
  }

  /**
   * Reports an attempt that its worker answered over HTTP.
   *
   * @param payloadBytes how many bytes the answer had
   */
  AttemptReport direct(Envelope answer, long payloadBytes) {
    AttemptReport report = answered(answer);
    report.usage()[Usage.DATA_OUT] = Usage.gibibytes(payloadBytes);
    return report;
  }

  /** Reports an attempt that its worker answered through the queue. */
  AttemptReport answered(Envelope answer) {
    long init = Math.max(0, answer.number(Envelope.INIT_NANOS, 0));
    long measured = Math.max(0, answer.number(Envelope.NANOS, 0)) + init;
    long billed = Usage.billed(measured);
    double[] usage = used(1, billed);
    usage[Usage.QUEUE_VOLUME] = Usage.gibibytes(answer.number(Envelope.VOLUME, 0));
    return new AttemptReport(
        worker(answer), answer.get(Envelope.EXECUTION), init, measured, billed, usage, logUrl);
  }

  /**
   * Reports an attempt whose worker died.
   *
   * @param nanos how long the worker may have been occupied, as the client saw it
   * @param requests how many requests there were to the function
   */
  AttemptReport died(String workerId, long nanos, int requests) {
    long billed = Usage.billed(nanos) + (requests - 1) * Usage.billed(0);
    return new AttemptReport(workerId, null, 0, nanos, billed, used(requests, billed), logUrl);
  }

  /** Reports an attempt of which nothing is known but that it was sent, and when. */
  AttemptReport elapsed(long nanos, @Nullable String executionId) {
    long billed = Usage.billed(nanos);
    return new AttemptReport("unknown", executionId, 0, nanos, billed, used(1, billed), logUrl);
  }

  /** Reports an attempt that no worker took. */
  AttemptReport unused() {
    return new AttemptReport("", null, 0, 0, 0, new double[Usage.METERS], logUrl);
  }

  private double[] used(int requests, long billedNanos) {
    double[] usage = new double[Usage.METERS];
    usage[Usage.REQUESTS] = requests;
    usage[Usage.CPU_TIME] = Usage.cpuSeconds(vcpus, billedNanos);
    usage[Usage.MEMORY_TIME] = Usage.gibibyteSeconds(memoryMb, billedNanos);
    return usage;
  }

  private static String worker(Envelope answer) {
    String name = answer.get(Envelope.WORKER);
    return name == null ? "unknown" : name;
  }
}
