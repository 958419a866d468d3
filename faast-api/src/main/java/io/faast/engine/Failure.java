package io.faast.engine;

import io.faast.FaastException;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why an attempt brought no answer. */
record Failure(
    FailureKind kind,
    FaastException.Kind error,
    String message,
    boolean permanent,
    @Nullable Duration retryAfter,
    @Nullable Throwable cause,
    @Nullable URI logUrl) {
  static Failure of(Outcome.Failed failed) {
    return new Failure(
        failed.kind(),
        error(failed.kind()),
        failed.message(),
        failed.permanent(),
        failed.retryAfter(),
        failed.cause(),
        failed.report().logUrl());
  }

  static Failure of(FailureKind kind, String message, @Nullable URI logUrl) {
    return new Failure(kind, error(kind), message, false, null, null, logUrl);
  }

  /** Client and worker do not understand each other, which trying again cannot help. */
  static Failure protocol(String message, @Nullable Throwable cause, @Nullable URI logUrl) {
    return new Failure(
        FailureKind.INFRASTRUCTURE,
        FaastException.Kind.PROTOCOL,
        message,
        true,
        null,
        cause,
        logUrl);
  }

  private static FaastException.Kind error(FailureKind kind) {
    return switch (kind) {
      case USER_ERROR -> FaastException.Kind.REMOTE;
      case THROTTLED -> FaastException.Kind.THROTTLED;
      case CRASHED -> FaastException.Kind.CRASHED;
      case TIMED_OUT -> FaastException.Kind.TIMED_OUT;
      case OUT_OF_MEMORY -> FaastException.Kind.OUT_OF_MEMORY;
      case INFRASTRUCTURE -> FaastException.Kind.INFRASTRUCTURE;
      case CANCELLED -> FaastException.Kind.CANCELLED;
    };
  }
}
