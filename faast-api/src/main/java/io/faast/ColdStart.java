package io.faast;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Prepares, beside the first deployment of a JVM, what it is going to need: on a second core that
 * is idle then, instead of on the way to the first result. Seeding a random generator takes a young
 * JVM 10 to 20 ms, finding the system's loggers 6 ms.
 */
final class ColdStart implements Runnable {
  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private ColdStart() {}

  /** Begins, at the first call only; does not wait. */
  static void begin() {
    if (!BEGUN.getAndSet(true)) {
      Thread thread = new Thread(new ColdStart(), "faast-cold-start");
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public void run() {
    RunIds.prepare();
    System.getLogger("io.faast");
  }
}
