package io.faast.local;

import java.util.Map;

/** Says in words how a process ended. */
final class ExitStatus {
  /** What a JVM exits with when it was told to end at the first out-of-memory error. */
  private static final int OUT_OF_MEMORY = 3;

  private static final int SIGNAL_BASE = 128;
  private static final int LAST_SIGNAL = 64;
  private static final Map<Integer, String> NAMES =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9,
          "SIGKILL", 11, "SIGSEGV", 13, "SIGPIPE", 15, "SIGTERM");

  private ExitStatus() {}

  /** Returns whether the JVM ended itself for want of memory; it says so before it does. */
  static boolean outOfMemory(int code, String logTail) {
    return code == OUT_OF_MEMORY
        && logTail.contains("Terminating due to java.lang.OutOfMemoryError");
  }

  static String describe(int code) {
    int signal = code - SIGNAL_BASE;
    if (signal < 1 || signal > LAST_SIGNAL) {
      return "it exited with code " + code;
    }
    return "it was ended by signal "
        + signal
        + " ("
        + NAMES.getOrDefault(signal, "see signal(7)")
        + ") or exited with code "
        + code;
  }
}
