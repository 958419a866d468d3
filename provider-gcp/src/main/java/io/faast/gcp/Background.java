package io.faast.gcp;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;

/** Runs what waits for the control plane: a few steps a run, each on a thread of its own. */
final class Background {
  private Background() {}

  static <T> CompletableFuture<T> run(String what, Callable<? extends T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.call());
              } catch (CompletionException e) {
                Throwable cause = e.getCause();
                result.completeExceptionally(cause == null ? e : cause);
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "faast-gcp-" + what);
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  /** Waits until all have ended, however. */
  static void settle(Future<?>... steps) {
    for (Future<?> step : steps) {
      if (step instanceof CompletableFuture<?> future) {
        future.handle((value, failure) -> true).join();
      }
    }
  }
}
