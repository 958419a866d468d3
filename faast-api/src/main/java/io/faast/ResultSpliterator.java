package io.faast;

import io.faast.FaastException.Kind;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Lets a stream take the results of a {@link MapRun}, waiting for them. */
final class ResultSpliterator<A extends @Nullable Object, R extends @Nullable Object>
    implements Spliterator<Result<A, R>> {
  private final MapRun<A, R> run;
  private final int characteristics;

  private ResultSpliterator(MapRun<A, R> run, boolean ordered) {
    this.run = run;
    this.characteristics = NONNULL | (ordered ? ORDERED : 0);
  }

  static <A extends @Nullable Object, R extends @Nullable Object> Stream<Result<A, R>> stream(
      MapRun<A, R> run, boolean ordered) {
    return StreamSupport.stream(new ResultSpliterator<>(run, ordered), false).onClose(run::close);
  }

  @Override
  public boolean tryAdvance(Consumer<? super Result<A, R>> action) {
    boolean delivered = false;
    try {
      Result<A, R> result = run.poll();
      if (result == null && run.outstanding() && !run.closed()) {
        result = run.take();
      }
      if (result == null || run.closed()) {
        return false;
      }
      action.accept(result);
      delivered = true;
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaastException(
          Kind.CANCELLED,
          "The thread that waited for a result of map was interrupted.",
          "The calls in flight are cancelled.",
          e);
    } finally {
      // At the end, and when the input or the consumer threw: nothing is left in flight.
      if (!delivered) {
        run.close();
      }
    }
  }

  @Override
  public @Nullable Spliterator<Result<A, R>> trySplit() {
    return null;
  }

  @Override
  public long estimateSize() {
    return Long.MAX_VALUE;
  }

  @Override
  public int characteristics() {
    return characteristics;
  }
}
