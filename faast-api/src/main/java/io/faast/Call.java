package io.faast;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The result of a remote call, once it is there. It always settles: with the value, with the
 * exception that the user's method threw (as its own type where it can be rebuilt, else as {@link
 * RemoteException}), or with a {@link FaastException} that says why there is no answer.
 *
 * <p>Safe for use by many threads. Dependent actions run on daemon threads of their own, never on a
 * thread that moves answers, or on a thread that waits in {@link #join} or {@link #get}. Completing
 * the call by hand ({@link #complete}, {@link #orTimeout} …) gives its remote attempts up.
 *
 * @param <R> type of the result
 * @since 0.1.0
 */
public abstract class Call<R> extends CompletableFuture<R> {
  /** Made by the engine only. */
  protected Call() {}

  /** Returns the id of the call, unique in its module. */
  public abstract String callId();

  /** Returns the name of the called function. */
  public abstract String function();

  /**
   * Returns how many attempts have been sent so far: 0 while the call waits for its turn, more than
   * 1 after a retry or a speculative copy.
   */
  public abstract int attempts();

  /** Returns where the time went. */
  public abstract CallTimings timings();

  /** Returns the service's own id of the answering execution, or null if unknown. */
  public abstract @Nullable String executionId();

  /** Returns where the log of the worker can be read, or null if it is unknown so far. */
  public abstract @Nullable URI logUrl();

  /**
   * Cancels the call: it settles with a {@link java.util.concurrent.CancellationException}, a
   * waiting attempt is withdrawn, and running ones are stopped.
   *
   * @param mayInterruptIfRunning has no effect: a running function is always interrupted
   * @return whether the call is now cancelled
   * @throws io.faast.spi.UnsupportedCapabilityException if the provider can't cancel; the call goes
   *     on
   */
  @Override
  public abstract boolean cancel(boolean mayInterruptIfRunning);

  /** Makes plain futures: a stage that depends on a call is no call. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
