package io.faast.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a function can know about the call that it serves.
 *
 * <pre>{@code
 * if (FaastContext.present() && FaastContext.current().attempt() > 1) { ... }
 * }</pre>
 *
 * <p>It is there on the thread of the call and on threads that were started by the module; a pool
 * that outlives a call sees the call that the worker serves now. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FaastContext {
  private final WorkerEnvironment environment;
  private final long call;
  private final int attempt;
  private final long timeoutNanos;
  private final long startNanos;

  FaastContext(WorkerEnvironment environment, RequestMessage request, long startNanos) {
    this.environment = environment;
    this.call = request.call();
    this.attempt = request.attempt();
    this.timeoutNanos = request.timeoutMillis() * 1_000_000;
    this.startNanos = startNanos;
  }

  /**
   * Returns the context of the call that is being served.
   *
   * @throws IllegalStateException if none is: the code runs outside of a function
   */
  public static FaastContext current() {
    FaastContext context = ContextSlot.current();
    if (context == null) {
      throw new IllegalStateException(
          "FaastContext.current() was called outside of a function call; ask FaastContext.present()"
              + " first in code that also runs elsewhere");
    }
    return context;
  }

  /** Returns whether this code runs in a function call. */
  public static boolean present() {
    return ContextSlot.current() != null;
  }

  /** Returns the number of the call, unique in the run; all its attempts share it. */
  public long call() {
    return call;
  }

  /** Returns 1 for the call's first attempt; retries and speculative copies count on. */
  public int attempt() {
    return attempt;
  }

  /** Returns the time left until the call is ended, zero if it is over, null if it has no limit. */
  public @Nullable Duration timeLeft() {
    if (timeoutNanos <= 0) {
      return null;
    }
    return Duration.ofNanos(Math.max(0, timeoutNanos - (System.nanoTime() - startNanos)));
  }

  /** Returns the memory that the function was given, in MiB. */
  public int memoryMb() {
    return environment.memoryMb();
  }

  /** Returns the name of the provider that runs the function, such as {@code aws}. */
  public String provider() {
    return environment.provider();
  }

  /** Returns the name of the run that deployed the function. */
  public String runId() {
    return environment.runId();
  }

  /** Returns the name of the process or instance that runs the function. */
  public String workerId() {
    return environment.workerId();
  }
}
