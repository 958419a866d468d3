package io.faast.aws;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way and, in the end, its answer. Cancelling it closes the connection that it has
 * taken. Thread-safe.
 */
final class Exchange extends CompletableFuture<FunctionClient.Answer> {
  final byte[] head;
  final byte[] body;

  /** By when the answer must have come, in the time of {@code System.nanoTime()}. */
  final long deadline;

  private volatile @Nullable Connection connection;

  /** Takes a request's head, its empty line included, and its body; neither may change. */
  Exchange(byte[] head, byte[] body, long deadline) {
    this.head = head;
    this.body = body;
    this.deadline = deadline;
  }

  /** Goes by that connection, unless it was given up before; returns whether it does. */
  boolean goesBy(Connection taken) {
    connection = taken;
    return !isDone();
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    Connection taken = connection;
    if (cancelled && taken != null) {
      taken.giveUp(this);
    }
    return cancelled;
  }

  /** What is derived is not on its way itself. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
