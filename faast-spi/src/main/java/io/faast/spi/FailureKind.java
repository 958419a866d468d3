package io.faast.spi;

/**
 * Why an attempt failed; decides whether the engine tries again.
 *
 * @since 0.1.0
 */
public enum FailureKind {
  /** The user's method threw. Never retried. */
  USER_ERROR,
  /** The service refused the attempt for now: too many requests. Retried. */
  THROTTLED,
  /** The worker ended before it answered: an exit, a signal, a lost connection. Retried. */
  CRASHED,
  /** The attempt ran longer than its timeout. Retried only when asked. */
  TIMED_OUT,
  /** The attempt used more memory than it was given. Retried only when asked. */
  OUT_OF_MEMORY,
  /** The service or the way to it failed. Retried. */
  INFRASTRUCTURE,
  /** The attempt was cancelled. Never retried. */
  CANCELLED
}
