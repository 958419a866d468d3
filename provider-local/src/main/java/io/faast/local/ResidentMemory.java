package io.faast.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of another process, where the system shows it ({@code /proc}). */
final class ResidentMemory {
  private static final String LINE = "VmRSS:";

  private ResidentMemory() {}

  /** Returns the memory in MiB, or 0 if it cannot be found out. */
  static long ofProcessMb(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try {
      String text = Files.exists(status) ? Files.readString(status) : "";
      int at = text.indexOf(LINE);
      int end = text.indexOf("kB", at + 1);
      if (at < 0 || end < 0) {
        return 0;
      }
      return Long.parseLong(text.substring(at + LINE.length(), end).strip()) >> 10;
    } catch (IOException | NumberFormatException e) {
      return 0; // the process has just ended, which is noticed elsewhere
    }
  }
}
