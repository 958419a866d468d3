package io.faast.spi;

import java.time.Duration;

/**
 * The numbers a provider is held to. The engine checks them before anything is sent.
 *
 * @param maxRequestBytes the largest encoded request, in bytes, at least 1
 * @param maxResponseBytes the largest encoded response or stream item, in bytes, at least 1
 * @param maxTimeout the longest timeout of one attempt
 * @param defaultTimeout the timeout where the user names none
 * @param minMemoryMb the smallest memory of a function, in MiB
 * @param maxMemoryMb the largest memory of a function, in MiB
 * @param memoryStepMb memory is {@code minMemoryMb} plus a multiple of this, in MiB
 * @param defaultMemoryMb the memory where the user names none, in MiB
 * @param maxConcurrency how many attempts may run at once
 * @param defaultConcurrency how many attempts run at once where the user names no number
 * @param billingQuantum billed time is a multiple of this; at least 1 ns
 * @since 0.1.0
 */
public record Limits(
    int maxRequestBytes,
    int maxResponseBytes,
    Duration maxTimeout,
    Duration defaultTimeout,
    int minMemoryMb,
    int maxMemoryMb,
    int memoryStepMb,
    int defaultMemoryMb,
    int maxConcurrency,
    int defaultConcurrency,
    Duration billingQuantum) {

  /** Checks that the numbers agree with each other. */
  public Limits {
    require(maxRequestBytes > 0 && maxResponseBytes > 0, "payload limits must be positive");
    require(!defaultTimeout.isNegative() && !defaultTimeout.isZero(), "defaultTimeout must be > 0");
    require(defaultTimeout.compareTo(maxTimeout) <= 0, "defaultTimeout must be <= maxTimeout");
    require(minMemoryMb > 0 && memoryStepMb > 0, "memory limits must be positive");
    require(
        minMemoryMb <= defaultMemoryMb && defaultMemoryMb <= maxMemoryMb,
        "defaultMemoryMb must lie between minMemoryMb and maxMemoryMb");
    require(
        1 <= defaultConcurrency && defaultConcurrency <= maxConcurrency,
        "defaultConcurrency must lie between 1 and maxConcurrency");
    require(billingQuantum.toNanos() > 0, "billingQuantum must be > 0");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("Limits: " + what);
    }
  }
}
