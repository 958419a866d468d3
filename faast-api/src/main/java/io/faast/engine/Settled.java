package io.faast.engine;

import io.faast.worker.MessageReader;
import io.faast.worker.RemoteThrowable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How a call was settled. What the worker sent is still encoded: it is decoded by whoever takes it,
 * so that no thread that moves answers is held up by a large value.
 */
sealed interface Settled {
  /** Returns whether the user settled the call, on the user's thread. */
  default boolean byUser() {
    return this instanceof Cancelled || this instanceof ByHand;
  }

  /** The method returned; the reader stands before the value. */
  record Returned(MessageReader value) implements Settled {}

  /** The method threw. */
  record Threw(RemoteThrowable thrown, @Nullable URI logUrl) implements Settled {}

  /** A stream came to its end. */
  record Ended() implements Settled {}

  /** There is no answer. */
  record Failed(Throwable why) implements Settled {}

  /** The user cancelled, or closed a stream early. */
  record Cancelled() implements Settled {}

  /** The module was closed. */
  record GivenUp(Throwable why) implements Settled {}

  /** The user completed the call by hand. */
  record ByHand(@Nullable Object value, @Nullable Throwable thrown) implements Settled {}
}
