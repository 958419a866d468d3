package io.faast;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives the results of a {@link MapRun} to a consumer, one at a time, whenever there are some. */
final class AsyncMap<A extends @Nullable Object, R extends @Nullable Object> {
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Executor executor = done.defaultExecutor();
  private final AtomicInteger signals = new AtomicInteger();
  private final Consumer<? super Result<A, R>> consumer;
  private final MapRun<A, R> run;

  private AsyncMap(
      Consumer<? super Result<A, R>> consumer, Function<Runnable, MapRun<A, R>> makeRun) {
    this.consumer = consumer;
    this.run = makeRun.apply(this::signal);
  }

  /**
   * Begins.
   *
   * @param makeRun makes the run, which tells the runnable about results
   */
  @SuppressWarnings("FutureReturnValueIgnored") // what depends on it never throws
  static <A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<Void> start(
      Consumer<? super Result<A, R>> consumer, Function<Runnable, MapRun<A, R>> makeRun) {
    AsyncMap<A, R> map = new AsyncMap<>(consumer, makeRun);
    map.done.whenComplete((nothing, failure) -> map.run.close());
    map.signal();
    return map.done;
  }

  /** Makes sure that some thread delivers what is there: the first signal starts it. */
  private void signal() {
    if (signals.getAndIncrement() == 0) {
      executor.execute(this::deliver);
    }
  }

  private void deliver() {
    int seen = signals.get();
    do {
      try {
        for (Result<A, R> next = run.poll(); next != null; next = run.poll()) {
          if (done.isDone()) {
            return;
          }
          consumer.accept(next);
        }
        if (!run.outstanding()) {
          done.complete(null);
        }
      } catch (Throwable e) {
        done.completeExceptionally(e);
        return;
      }
      seen = signals.addAndGet(-seen);
    } while (seen != 0);
  }
}
