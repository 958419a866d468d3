package io.faast.tck;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How a future ended.
 *
 * @param value its value
 * @param failure what it failed with, without wrappers, or null
 */
record Settled<T extends @Nullable Object>(@Nullable T value, @Nullable Throwable failure) {

  /** Waits for a stage; one that does not settle breaks whatever rule waits for it. */
  static <T extends @Nullable Object> Settled<T> await(
      CompletionStage<T> stage, Duration patience, String what) {
    try {
      return new Settled<>(
          stage.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS), null);
    } catch (TimeoutException e) {
      throw new AssertionError(
          what + " did not settle within " + patience.toSeconds() + " s: nothing may hang", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + what, e);
    } catch (CancellationException e) {
      return new Settled<>(null, e);
    } catch (ExecutionException e) {
      return new Settled<>(null, unwrapped(e));
    }
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable at = thrown;
    while ((at instanceof ExecutionException || at instanceof CompletionException)
        && at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }
}
