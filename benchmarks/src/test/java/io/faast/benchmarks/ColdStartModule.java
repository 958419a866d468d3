package io.faast.benchmarks;

/** A module that uses a library of the usual size, and can end its process. */
public class ColdStartModule {
  private final JacksonModule jackson = new JacksonModule();

  /** Returns its argument, which went through JSON. */
  public int identity(int value) {
    return jackson.identity(value);
  }

  /** Ends the process, as a JVM ends that writes down which classes it has loaded. */
  public int exit(int status) {
    System.exit(status);
    return status;
  }
}
