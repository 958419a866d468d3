package io.faast;

import io.faast.spi.UnsupportedCapabilityException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One pass over an input: reads it, keeps a window of calls in flight, and hands out their results.
 * For one thread at a time; {@link #close} is for any.
 */
final class MapRun<A extends @Nullable Object, R extends @Nullable Object>
    implements AutoCloseable {
  // One takes the place of the result being delivered, the other lets the window grow to its size.
  private static final int PULLS_PER_RESULT = 2;

  private final Stream<? extends A> source;
  private final Function<? super A, Call<R>> function;
  private final int window;
  private final boolean ordered;
  private final Runnable onSettled;
  private final Queue<CompletableFuture<Result<A, R>>> inOrder = new ArrayDeque<>();
  private final BlockingQueue<Result<A, R>> completed = new LinkedBlockingQueue<>();
  private final Set<Call<R>> running = ConcurrentHashMap.newKeySet();
  private @Nullable Iterator<? extends A> inputs;
  private boolean inputEnded;
  private long next;
  private int outstanding;
  private volatile boolean closed;

  /** Begins with the first read; {@code onSettled} is told, on any thread, of each result. */
  MapRun(
      Stream<? extends A> source,
      Function<? super A, Call<R>> function,
      boolean ordered,
      int window,
      Runnable onSettled) {
    this.source = source;
    this.function = function;
    this.ordered = ordered;
    this.window = window;
    this.onSettled = onSettled;
  }

  /**
   * Reads ahead, and returns a result if one is there. An input may be slow to read, so no more of
   * it is read than is needed to keep the window full, once there is a result to deliver.
   */
  @Nullable Result<A, R> poll() {
    Result<A, R> ready = pollReady();
    for (int pulls = 0; (ready == null || pulls < PULLS_PER_RESULT) && pull(); pulls++) {
      if (ready == null) {
        ready = pollReady();
      }
    }
    return ready;
  }

  /** Waits for a result; there must be one {@link #outstanding}. */
  Result<A, R> take() throws InterruptedException {
    Result<A, R> result;
    if (ordered) {
      try {
        result = inOrder.remove().get();
      } catch (ExecutionException e) {
        throw new AssertionError("a result stands for failures too", e);
      }
    } else {
      result = completed.take();
    }
    outstanding--;
    return result;
  }

  /** Returns whether results are still to come, of what has been read so far. */
  boolean outstanding() {
    return outstanding > 0;
  }

  boolean closed() {
    return closed;
  }

  private @Nullable Result<A, R> pollReady() {
    Result<A, R> ready = null;
    if (ordered) {
      CompletableFuture<Result<A, R>> head = inOrder.peek();
      if (head != null && head.isDone()) {
        inOrder.remove();
        ready = head.join();
      }
    } else {
      ready = completed.poll();
    }
    if (ready != null) {
      outstanding--;
    }
    return ready;
  }

  private boolean pull() {
    if (closed || inputEnded || outstanding >= window) {
      return false;
    }
    if (inputs == null) {
      inputs = source.iterator();
    }
    if (!inputs.hasNext()) {
      inputEnded = true;
      return false;
    }
    begin(next++, inputs.next());
    return true;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what depends on it never throws
  private void begin(long index, A argument) {
    Call<R> call = function.apply(argument);
    running.add(call);
    outstanding++;
    CompletableFuture<Result<A, R>> settled =
        call.handle((value, failure) -> new Result<>(index, argument, value, failure));
    if (ordered) {
      inOrder.add(settled);
    }
    settled.thenAccept(
        result -> {
          running.remove(call);
          if (!ordered) {
            completed.add(result);
          }
          onSettled.run();
        });
    if (closed) {
      cancel(call);
    }
  }

  /** Cancels what is in flight and closes the input. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      running.forEach(MapRun::cancel);
      source.close();
    }
  }

  private static void cancel(Call<?> call) {
    try {
      call.cancel(true);
    } catch (UnsupportedCapabilityException e) {
      // Then it runs to its end, and its result is dropped.
      return;
    }
  }
}
