package io.faast.examples;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a run in order when the program is interrupted, as by Ctrl-C: what the run holds is closed
 * before the JVM ends.
 */
public final class Interruption implements AutoCloseable {
  static final int EXIT_CODE = 130;

  private static final long PATIENCE_SECONDS = 30;

  /** Thrown to leave a run that was interrupted. */
  static final class InterruptedRun extends RuntimeException {}

  private final Runnable stop;
  private final PrintWriter err;
  private final Thread hook = new Thread(this::interrupt, "faast-interruption");
  private final CountDownLatch left = new CountDownLatch(1);
  private volatile boolean happened;

  private Interruption(Runnable stop, PrintWriter err) {
    this.stop = stop;
    this.err = err;
  }

  /**
   * Calls {@code stop} if the JVM is told to end before this is closed. The JVM then waits for
   * {@code stop} to return and for this to be closed.
   */
  public static Interruption calls(Runnable stop, PrintWriter err) {
    Interruption interruption = new Interruption(stop, err);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void interrupt() {
    happened = true;
    try {
      stop.run();
      boolean leftInTime = left.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      err.println(
          leftInTime
              ? "Interrupted. Everything that was created has been deleted."
              : "Interrupted. Everything that was created has been deleted, but a call hangs.");
    } catch (RuntimeException e) {
      err.println("Interrupted. " + ErrorLine.text(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    err.flush();
  }

  /** Leaves the run by an exception if it was interrupted. */
  public void check() {
    if (happened) {
      throw new InterruptedRun();
    }
  }

  @Override
  public void close() {
    left.countDown();
    if (!happened) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        happened = true; // the JVM began to end just now
      }
    }
  }
}
