package io.faast.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Names the process that holds a run, so that another one on the same machine can tell whether it
 * still lives: {@code boot/pid-namespace/pid/start}. Where the system does not show the first two,
 * nobody can tell, and the lease in the function's tag decides alone.
 */
final class ClientMark {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

  /** Start times are computed from the time of boot, which the system corrects now and then. */
  private static final long START_TOLERANCE_MILLIS = 2_000;

  private ClientMark() {}

  static String ofThisProcess() {
    ProcessHandle self = ProcessHandle.current();
    return place() + "/" + self.pid() + "/" + startMillis(self);
  }

  /** Returns whether the process of a mark lives; empty if that cannot be told from here. */
  static Optional<Boolean> lives(String mark) {
    String[] parts = mark.split("/", -1);
    String place = place();
    if (parts.length != 4
        || place.startsWith("unknown/")
        || !place.equals(parts[0] + "/" + parts[1])) {
      return Optional.empty();
    }
    try {
      long pid = Long.parseLong(parts[2]);
      long start = Long.parseLong(parts[3]);
      return Optional.of(
          ProcessHandle.of(pid)
              .map(found -> Math.abs(startMillis(found) - start) <= START_TOLERANCE_MILLIS)
              .orElse(false));
    } catch (NumberFormatException e) {
      return Optional.empty(); // written by nobody that we know
    }
  }

  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
  }

  private static String place() {
    try {
      String boot = Files.readString(BOOT).strip();
      String namespace = Files.readSymbolicLink(NAMESPACE).toString();
      return boot + "/" + namespace.replaceAll("[^0-9]", "");
    } catch (IOException | UnsupportedOperationException e) {
      return "unknown/0";
    }
  }
}
