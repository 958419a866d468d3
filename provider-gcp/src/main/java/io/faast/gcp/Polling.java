package io.faast.gcp;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Asks again and again, less and less often, until there is an answer. Blocks no thread. */
final class Polling {
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LAST_PAUSE_MILLIS = 2_000;

  private Polling() {}

  /**
   * Asks until there is an answer.
   *
   * @param what is waited for, for people
   * @param patience how long to ask; then the result is a {@link TimeoutException}
   * @param executor runs the questions
   */
  static <T> CompletableFuture<T> until(
      String what,
      Duration patience,
      Executor executor,
      Supplier<CompletableFuture<Optional<T>>> question) {
    CompletableFuture<T> result = new CompletableFuture<>();
    long end = System.nanoTime() + patience.toNanos();
    Runnable ask =
        new Runnable() {
          private long pause = FIRST_PAUSE_MILLIS;

          @Override
          public void run() {
            var unused =
                asked(question)
                    .whenComplete(
                        (answer, failure) -> {
                          if (failure != null) {
                            result.completeExceptionally(Api.cause(failure));
                          } else if (answer.isPresent()) {
                            result.complete(answer.get());
                          } else if (System.nanoTime() - end > 0) {
                            result.completeExceptionally(
                                new TimeoutException(what + " took longer than " + patience));
                          } else {
                            again();
                          }
                        });
          }

          private void again() {
            CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, executor).execute(this);
            pause = Math.min(LAST_PAUSE_MILLIS, pause + pause / 2);
          }
        };
    ask.run();
    return result;
  }

  private static <T> CompletableFuture<Optional<T>> asked(
      Supplier<CompletableFuture<Optional<T>>> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
