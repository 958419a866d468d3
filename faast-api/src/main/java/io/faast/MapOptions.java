package io.faast;

/**
 * How {@link Maps} go through their input. Immutable.
 *
 * @param ordered whether results come in the order of the input, or as they complete; default as
 *     they complete
 * @param window how many inputs are read ahead of the results that were taken, and so how many
 *     inputs and results are in memory; from 1 to 1,000,000, or 0 for twice the module's
 *     concurrency, at least 16; default 0
 * @since 0.1.0
 */
public record MapOptions(boolean ordered, int window) {
  private static final MapOptions DEFAULTS = new MapOptions(false, 0);

  /** Checks the range. */
  public MapOptions {
    OptionRange.check("window", window, 0, 1_000_000);
  }

  /** Returns the options that hold where the user says nothing. */
  public static MapOptions defaults() {
    return DEFAULTS;
  }

  /** Returns these options with results in the order of the input, or as they complete. */
  public MapOptions withOrdered(boolean ordered) {
    return new MapOptions(ordered, window);
  }

  /** Returns these options with another window. */
  public MapOptions withWindow(int window) {
    return new MapOptions(ordered, window);
  }
}
