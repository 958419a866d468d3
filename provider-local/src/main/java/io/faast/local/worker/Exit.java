package io.faast.local.worker;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/** Ends the worker process, even if a shutdown hook of the user's never returns. */
final class Exit extends Thread {
  /** The client is gone or has closed the deployment: the expected end. */
  static final int NORMAL = 0;

  /** The worker could not go on; its log says why. */
  static final int FAILED = 70;

  private static final long HOOKS_MILLIS = 4_000;

  private Exit() {
    super("faast-exit");
    setDaemon(true);
  }

  /** Ends the process because the connection did. */
  static void after(IOException lost) {
    if (lost instanceof ClosedChannelException) {
      System.err.println("The worker's connection was closed inside its own process.");
      now(FAILED);
    } else {
      now(NORMAL);
    }
  }

  static void now(int status) {
    new Exit().start();
    System.exit(status);
  }

  @Override
  public void run() {
    try {
      Thread.sleep(HOOKS_MILLIS);
    } catch (InterruptedException e) {
      Runtime.getRuntime().halt(FAILED);
    }
    Runtime.getRuntime().halt(FAILED);
  }
}
