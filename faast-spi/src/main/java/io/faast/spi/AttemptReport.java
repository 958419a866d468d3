package io.faast.spi;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt used.
 *
 * @param workerId names the worker process or instance, or empty if none was reached
 * @param executionId the service's own id of the execution, or null where it has none
 * @param initNanos time that starting the worker took, in ns; 0 for a warm one
 * @param measuredNanos time that the attempt occupied its worker, in ns
 * @param billedNanos time that is billed, in ns: a multiple of the billing quantum, not less than
 *     {@code measuredNanos}
 * @param usage amounts in order of {@link Deployment#meters()}; not to be changed
 * @param logUrl where this worker's log can be read, or null
 * @since 0.1.0
 */
// An array, since a report is made for every attempt: boxed lists would cost more than the rest.
@SuppressWarnings("ArrayRecordComponent")
public record AttemptReport(
    String workerId,
    @Nullable String executionId,
    long initNanos,
    long measuredNanos,
    long billedNanos,
    double[] usage,
    @Nullable URI logUrl) {

  /** Returns the report of an attempt that reached no worker and used nothing. */
  public static AttemptReport nothingUsed(int meters) {
    return new AttemptReport("", null, 0, 0, 0, new double[meters], null);
  }
}
