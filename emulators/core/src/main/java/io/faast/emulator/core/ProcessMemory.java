package io.faast.emulator.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads how much memory a process uses, from what Linux tells of it. */
public final class ProcessMemory {
  private ProcessMemory() {}

  /** Returns the memory that is the process's own, in MiB; 0 if it is gone. */
  public static long ownMb(long pid) {
    return mb(pid, "RssAnon:");
  }

  /** Returns the most that the process ever had in memory, in MiB; 0 if it is gone. */
  public static long peakMb(long pid) {
    return mb(pid, "VmHWM:");
  }

  private static long mb(long pid, String field) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))) {
        if (line.startsWith(field)) {
          String kb = line.substring(field.length()).replace("kB", "").strip();
          return Long.parseLong(kb) >> 10;
        }
      }
    } catch (IOException e) {
      return 0; // it has just ended
    }
    return 0;
  }
}
