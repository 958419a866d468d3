package io.faast.emulator.aws.lambda;

import org.jspecify.annotations.Nullable;

/**
 * The line with which Lambda ends an invocation's log: "Logging and monitoring" and, for the status
 * at its end, "Failures during the invoke phase" of the developer guide.
 *
 * @param initNanos how long a cold start took, 0 for a warm one; billed since August 2025
 * @param restored whether it was the start from a snapshot
 * @param status {@code timeout} or {@code error}, or null for neither
 * @param errorType such as {@code Runtime.ExitError}; null with any other status than error
 */
record Report(
    long nanos,
    long initNanos,
    boolean restored,
    int memoryMb,
    long usedMb,
    @Nullable String status,
    @Nullable String errorType) {

  long billedMillis() {
    return Math.max(1, (nanos + initNanos + 999_999) / 1_000_000);
  }

  String line(String requestId) {
    StringBuilder line = new StringBuilder("REPORT RequestId: ").append(requestId);
    line.append("\tDuration: ").append(millis(nanos));
    line.append(" ms\tBilled Duration: ").append(billedMillis());
    line.append(" ms\tMemory Size: ").append(memoryMb);
    line.append(" MB\tMax Memory Used: ").append(Math.min(usedMb, memoryMb)).append(" MB\t");
    if (initNanos > 0 && restored) {
      line.append("Restore Duration: ").append(millis(initNanos));
      line.append(" ms\tBilled Restore Duration: ").append((initNanos + 999_999) / 1_000_000);
      line.append(" ms\t");
    } else if (initNanos > 0) {
      line.append("Init Duration: ").append(millis(initNanos)).append(" ms\t");
    }
    if (status != null) {
      line.append("Status: ").append(status);
      if (errorType != null) {
        line.append("\tError Type: ").append(errorType);
      }
    }
    return line.toString();
  }

  static String millis(long nanos) {
    long hundredths = (nanos + 5_000) / 10_000;
    long rest = hundredths % 100;
    return hundredths / 100 + (rest < 10 ? ".0" : ".") + rest;
  }
}
