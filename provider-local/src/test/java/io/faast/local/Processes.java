package io.faast.local;

import java.util.concurrent.TimeUnit;

/** Looks at processes by their id. */
final class Processes {
  private Processes() {}

  /** Waits until a process has ended; a zombie, which nobody may collect here, has. */
  static void awaitEnd(long pid) throws Exception {
    var process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      process.get().onExit().get(30, TimeUnit.SECONDS);
    }
  }

  static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
