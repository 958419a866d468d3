package io.faast.emulator.core;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call suffer what no service needs to know of: late answers and cut connections.
 * Thread-safe.
 */
public final class Interference {
  private final BiConsumer<Long, Runnable> later;

  /** Takes something that runs a task so many nanoseconds later. */
  public Interference(BiConsumer<Long, Runnable> later) {
    this.later = later;
  }

  /** Does a call, or does not, and answers as the fault demands; without one, as it is. */
  public <T> CompletableFuture<T> around(
      @Nullable Fault fault, Supplier<CompletableFuture<T>> call) {
    if (fault instanceof Fault.DropConnection drop) {
      return drop.done()
          ? call.get()
              .thenApply(
                  done -> {
                    throw new CompletionException(new Cut());
                  })
          : CompletableFuture.failedFuture(new Cut());
    }
    CompletableFuture<T> answer = call.get();
    return fault instanceof Fault.Delay delay ? late(answer, delay) : answer;
  }

  private <T> CompletableFuture<T> late(CompletableFuture<T> answer, Fault.Delay delay) {
    CompletableFuture<T> delayed = new CompletableFuture<>();
    var unused =
        answer.whenComplete(
            (response, failure) ->
                later.accept(
                    delay.by().toNanos(),
                    () -> {
                      if (failure == null) {
                        delayed.complete(response);
                      } else {
                        delayed.completeExceptionally(failure);
                      }
                    }));
    return delayed;
  }
}
