package io.faast.tck;

import io.faast.tck.probe.Patience;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
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
      CompletionStage<T> stage, Patience patience, String what) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    Patience.Wait wait = patience.begin();
    try {
      while (true) {
        try {
          return new Settled<>(future.get(Patience.LOOK_MILLIS, TimeUnit.MILLISECONDS), null);
        } catch (TimeoutException e) {
          if (wait.over()) {
            throw new AssertionError(
                what + " did not settle within " + wait.seconds() + " s: nothing may hang", e);
          }
        }
      }
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
