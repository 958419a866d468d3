package io.faast.local;

import io.faast.spi.Limits;
import io.faast.spi.ProviderInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** The numbers that this machine can hold. */
final class LocalLimits {
  /** Largest request, answer or item, encoded. Both sides hold it in memory as one piece. */
  static final int PAYLOAD_BYTES = 64 << 20;

  /** What a JVM needs beside its heap, in MiB: code, metaspace, stacks, buffers, archives. */
  static final int OVERHEAD_MB = 256;

  private static final int MIN_MEMORY_MB = 64;
  private static final int DEFAULT_MEMORY_MB = 512;

  /** A worker that does next to nothing still takes about this much memory, in MiB. */
  private static final int SMALLEST_WORKER_MB = 64;

  private LocalLimits() {}

  static ProviderInfo info() {
    int physical = physicalMemoryMb();
    int most = Math.max(4, Math.min(1_000, physical / SMALLEST_WORKER_MB));
    // Twice the cores keeps them busy while some functions wait for a disk or a network.
    int usual = Math.min(most, Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));
    Limits limits =
        new Limits(
            PAYLOAD_BYTES,
            PAYLOAD_BYTES,
            Duration.ofHours(24),
            Duration.ofSeconds(60),
            MIN_MEMORY_MB,
            Math.max(DEFAULT_MEMORY_MB, physical),
            1,
            DEFAULT_MEMORY_MB,
            most,
            usual,
            Duration.ofMillis(1));
    return new ProviderInfo("JVM processes on this machine", Set.of(), limits);
  }

  /** Reads what the kernel says, since asking the JVM would load its management classes. */
  private static int physicalMemoryMb() {
    Path info = Path.of("/proc/meminfo");
    try {
      if (Files.isReadable(info)) {
        String all = Files.readString(info);
        long kibibytes = all.startsWith("MemTotal:") ? firstNumber(all) : 0;
        if (kibibytes > 0) {
          return (int) Math.min(Integer.MAX_VALUE, kibibytes >> 10);
        }
      }
    } catch (IOException e) {
      return guessFromHeap();
    }
    return guessFromHeap();
  }

  private static long firstNumber(String text) {
    long number = 0;
    boolean begun = false;
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 10);
      if (digit >= 0) {
        number = Math.min(number * 10 + digit, Long.MAX_VALUE / 100);
        begun = true;
      } else if (begun) {
        return number;
      }
    }
    return number;
  }

  /** By default a JVM's heap may grow to a quarter of the memory. */
  private static int guessFromHeap() {
    return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() >> 18);
  }
}
