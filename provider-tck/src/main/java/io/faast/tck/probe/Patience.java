package io.faast.tck.probe;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * For how long to wait for what a provider owes. It may change while somebody waits: a provider
 * that is broken on purpose shortens it once it has lost what is waited for. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Patience {
  /** How often to look whether it has changed, in ms. */
  public static final long LOOK_MILLIS = 50;

  private final Supplier<Duration> now;

  /** Waits as long as {@code now} says, which is asked again and again. */
  public Patience(Supplier<Duration> now) {
    this.now = now;
  }

  /** Begins to wait. */
  public Wait begin() {
    return new Wait(this, System.nanoTime());
  }

  /**
   * Something that is waited for.
   *
   * @param patience for how long
   * @param sinceNanos {@link System#nanoTime} when it began
   */
  public record Wait(Patience patience, long sinceNanos) {
    /** Returns whether it has lasted as long as it may. */
    public boolean over() {
      return System.nanoTime() - sinceNanos >= patience.now.get().toNanos();
    }

    /** Returns for how long it may last now, in s. */
    public long seconds() {
      return patience.now.get().toSeconds();
    }
  }
}
