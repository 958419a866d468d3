package io.faast.gcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Names the process that holds a run, so that another one on the same machine can tell whether it
 * still lives: {@code place_pid_start}, where a place is a boot of a machine and a name space of
 * processes in it. Where the system does not show these, nobody can tell, and the lease in the
 * labels decides alone.
 */
final class ClientMark {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");
  private static final String UNKNOWN = "unknown";

  /** A label has 63 characters, which the names of boot and name space alone would fill. */
  private static final int PLACE_CHARACTERS = 20;

  /** Start times are computed from the time of boot, which the system corrects now and then. */
  private static final long START_TOLERANCE_MILLIS = 2_000;

  private ClientMark() {}

  static String ofThisProcess() {
    ProcessHandle self = ProcessHandle.current();
    return place() + "_" + self.pid() + "_" + startMillis(self);
  }

  /** Returns whether the process of a mark lives; empty if that cannot be told from here. */
  static Optional<Boolean> lives(String mark) {
    String[] parts = mark.split("_", -1);
    String place = place();
    if (parts.length != 3 || place.equals(UNKNOWN) || !place.equals(parts[0])) {
      return Optional.empty();
    }
    try {
      long pid = Long.parseLong(parts[1]);
      long start = Long.parseLong(parts[2]);
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
      String text = boot + "/" + Files.readSymbolicLink(NAMESPACE);
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, PLACE_CHARACTERS);
    } catch (IOException | UnsupportedOperationException e) {
      return UNKNOWN;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
