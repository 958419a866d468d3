package io.faast.gcp;

import io.faast.spi.ProviderException;
import java.util.Locale;

/** How many vCPUs an instance has. */
final class Cpu {
  private Cpu() {}

  /**
   * Returns the vCPUs of an instance: as wished, or what Google's own table gives to the memory.
   *
   * @throws ProviderException if Google does not have that many with that memory
   */
  static double of(GcpOptions options, int memoryMb) {
    double wished = options.cpu();
    if (wished == 0) {
      double given = byMemory(memoryMb);
      return options.instanceConcurrency() > 1 ? Math.max(1, given) : given;
    }
    if (memoryMb > mostMemoryMb(wished) || memoryMb < leastMemoryMb(wished)) {
      throw new ProviderException(
          "A memory of "
              + memoryMb
              + " MiB does not go with a cpu of "
              + text(wished)
              + ": that takes "
              + leastMemoryMb(wished)
              + " to "
              + mostMemoryMb(wished)
              + " MiB",
          "Give another memory, or leave GcpOptions.cpu to Google.",
          null);
    }
    return wished;
  }

  /** Returns a number of vCPUs as Google writes it. */
  static String text(double cpu) {
    return cpu == Math.rint(cpu)
        ? Long.toString((long) cpu)
        : String.format(Locale.ROOT, "%.3f", cpu);
  }

  private static double byMemory(int memoryMb) {
    if (memoryMb <= 2_048) {
      return memoryMb <= 256 ? 0.167 : memoryMb <= 512 ? 0.333 : memoryMb <= 1_024 ? 0.583 : 1;
    }
    return memoryMb <= 8_192 ? 2 : memoryMb <= 16_384 ? 4 : memoryMb <= 24_576 ? 6 : 8;
  }

  private static int mostMemoryMb(double cpu) {
    if (cpu < 1) {
      return cpu < 0.5 ? 512 : 1_024;
    }
    return 4_096 * (int) cpu;
  }

  private static int leastMemoryMb(double cpu) {
    return cpu < 4 ? 128 : cpu < 6 ? 2_048 : 4_096;
  }
}
