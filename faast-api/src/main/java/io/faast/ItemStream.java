package io.faast;

import java.net.URI;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The items of a remote stream, in order, as the function produces them. The producer is held back
 * when they are not taken, and stopped by {@link #close}. One consumer: use either the iterator,
 * the {@link #stream} or the {@link #publisher}.
 *
 * <p>A stream that fails throws after the items that came before the failure: an unchecked
 * exception as it is, a checked one as the cause of a {@link
 * java.util.concurrent.CompletionException}. An attempt that fails before the first item was taken
 * may be tried again; after that, never. A stream that is not read to its end must be closed, since
 * it counts as running until then.
 *
 * @param <R> type of an item
 * @since 0.1.0
 */
public interface ItemStream<R> extends Iterator<R>, AutoCloseable {
  /** Returns the id of the call, unique in its module. */
  String callId();

  /** Returns the name of the called function. */
  String function();

  /** Returns how many attempts have been sent so far. */
  int attempts();

  /** Returns where the log of the worker can be read, or null if it is unknown so far. */
  @Nullable URI logUrl();

  /** Waits until there is an item or none will come, and returns which. */
  @Override
  boolean hasNext();

  /** Waits for the next item. */
  @Override
  R next();

  /** Returns the items as a sequential stream; closing that closes this. */
  Stream<R> stream();

  /**
   * Returns the items as a publisher for one subscriber, which is called on daemon threads, one
   * signal at a time. Its demand becomes the producer's.
   */
  Flow.Publisher<R> publisher();

  /** Stops the producer and drops what was not taken. Has no effect after the end. */
  @Override
  void close();
}
