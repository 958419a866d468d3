package io.faast.spi;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended. Immutable, but for the buffer of an answer, which belongs to the receiver.
 *
 * @since 0.1.0
 */
public sealed interface Outcome {
  /** Returns what the attempt used, known also for failed ones. */
  AttemptReport report();

  /**
   * The worker answered, with a value or with the exception that the user's method threw.
   *
   * @param response the encoded answer; belongs to the receiver
   */
  record Answered(ByteBuffer response, AttemptReport report) implements Outcome {}

  /**
   * The worker did not answer.
   *
   * @param kind why
   * @param message what was tried and what was found, for people
   * @param permanent whether trying again cannot help, such as a missing permission
   * @param retryAfter how long the service asked to wait, or null
   * @param cause what the transport threw, or null
   */
  record Failed(
      FailureKind kind,
      String message,
      boolean permanent,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause,
      AttemptReport report)
      implements Outcome {
    /** A failure that may pass, without advice when to try again. */
    public Failed(FailureKind kind, String message, AttemptReport report) {
      this(kind, message, false, null, null, report);
    }
  }
}
