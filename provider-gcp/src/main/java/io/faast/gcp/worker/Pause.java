package io.faast.gcp.worker;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Tries again what may pass, with pauses that double. */
final class Pause {
  private static final int TRIES = 8;
  private static final long FIRST_NANOS = 50_000_000;

  /** What is tried. */
  interface Step<T> {
    T run() throws IOException;
  }

  private Pause() {}

  /**
   * Returns what a step returned, at the latest of eight tries within 13 s.
   *
   * @throws IOException as the last try threw it
   */
  static <T> T between(Step<T> step) throws IOException {
    for (int tried = 1; ; tried++) {
      try {
        return step.run();
      } catch (RefusedException e) {
        if (!e.passing() || tried == TRIES) {
          throw e;
        }
      } catch (IOException e) {
        if (tried == TRIES) {
          throw e;
        }
      }
      LockSupport.parkNanos(Pause.class, FIRST_NANOS << tried);
    }
  }
}
