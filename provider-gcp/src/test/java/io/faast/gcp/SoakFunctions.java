package io.faast.gcp;

import java.util.concurrent.atomic.AtomicInteger;

/** What the soak calls: its answers cannot be taken for each other. */
public final class SoakFunctions {
  /** Counts the executions where the functions run in the JVM of the test. */
  static final AtomicInteger EXECUTIONS = new AtomicInteger();

  /** Returns the square of a number, and the number. */
  public String square(long number) {
    EXECUTIONS.incrementAndGet();
    return number * number + " = " + number + "²";
  }
}
