package io.faast;

import java.time.Duration;

/**
 * The functions of a module, ready to be called: {@link Calls call} for a value, {@link Runs run}
 * for none, {@link Maps map} over many arguments, {@link Streams stream} for a method that produces
 * many items, and {@link Invocations invoke} by name.
 *
 * <p>{@link #limit} and {@link #timeout} return views of the same module whose calls differ in that
 * one thing; views can be made of views. Safe for use by many threads.
 *
 * @param <M> the module's class
 * @since 0.1.0
 */
public interface Functions<M> extends Calls<M>, Runs<M>, Maps<M>, Streams<M>, Invocations {
  /**
   * Returns a view of which at most so many calls run at once, within the module's concurrency.
   * Each view has a limit of its own; a view of a limited view replaces its limit.
   *
   * @param concurrency from 1 to 1,000,000
   */
  Functions<M> limit(int concurrency);

  /**
   * Returns a view whose calls have another timeout per attempt.
   *
   * @param timeout more than zero, at most the module's timeout
   */
  Functions<M> timeout(Duration timeout);
}
