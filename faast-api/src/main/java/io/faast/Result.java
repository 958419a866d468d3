package io.faast;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * How one call of a {@code mapResults} ended: with a value or with a failure.
 *
 * @param index the place of the argument in the input, from 0
 * @param argument what the function was called with
 * @param value what it returned; null if it failed, or returned null
 * @param failure why there is no value, as {@link Call} would complete with it; null if there is
 *     one
 * @param <A> type of the argument
 * @param <R> type of the value
 * @since 0.1.0
 */
public record Result<A extends @Nullable Object, R extends @Nullable Object>(
    long index, A argument, @Nullable R value, @Nullable Throwable failure) {
  /** Returns whether there is a value. */
  public boolean succeeded() {
    return failure == null;
  }

  /**
   * Returns the value, or throws as {@link Call#join} would.
   *
   * @throws CompletionException if the call failed; its cause is the failure
   */
  public @Nullable R get() {
    if (failure != null) {
      throw failure instanceof CompletionException wrapped
          ? wrapped
          : new CompletionException(failure);
    }
    return value;
  }
}
