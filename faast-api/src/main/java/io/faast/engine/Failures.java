package io.faast.engine;

import io.faast.FaastException;
import io.faast.FaastException.Kind;
import io.faast.worker.ReplyMessage;
import io.faast.worker.ValueException;
import java.math.BigDecimal;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The exceptions that calls end with: what was tried, what was found, what to do. */
final class Failures {
  private Failures() {}

  static FaastException of(Work work, Failure failure) {
    int attempts = work.attempts();
    String tried = attempts == 1 ? "1 attempt" : attempts + " attempts";
    String message =
        "Function \""
            + work.function.name()
            + "\" gave no answer after "
            + tried
            + ": "
            + sentence(failure.message());
    return make(failure.error(), message, advice(failure), work, failure.logUrl(), failure.cause());
  }

  private static String advice(Failure failure) {
    return switch (failure.error()) {
      case THROTTLED -> "Lower the concurrency or the rate, or raise maxRetries.";
      case CRASHED -> "Read what the function printed before its worker ended.";
      case TIMED_OUT -> "Raise the timeout, or give the function less to do.";
      case OUT_OF_MEMORY -> "Raise the memory, or give the function less to do.";
      case PROTOCOL -> "Use the same version of faast on the client and in the bundle.";
      case INFRASTRUCTURE ->
          failure.permanent() ? "Trying again will not help." : "Try again later.";
      default -> "";
    };
  }

  static FaastException refused(Work work, ReplyMessage.Refused refused, @Nullable URI log) {
    if (!refused.missing().isEmpty()) {
      return work.engine.lacks.refused(work, refused, log);
    }
    Kind kind =
        switch (refused.code()) {
          case PROTOCOL_VERSION, BAD_REQUEST, UNKNOWN_FUNCTION -> Kind.PROTOCOL;
          case ARGUMENT_UNREADABLE, RESULT_UNSERIALIZABLE -> Kind.SERIALIZATION;
          case RESULT_TOO_LARGE -> Kind.LIMIT_EXCEEDED;
          case MODULE_FAILED -> Kind.REMOTE;
          case CLASS_MISSING -> Kind.CLASS_MISSING;
          case OUT_OF_MEMORY -> Kind.OUT_OF_MEMORY;
        };
    return make(kind, refusal(work, refused.message()), "", work, log, null);
  }

  static String refusal(Work work, String why) {
    return "The worker refused function \"" + work.function.name() + "\": " + sentence(why);
  }

  static FaastException unreadable(Work work, ValueException why) {
    String message =
        "The result of function \""
            + work.function.name()
            + "\" can't be read: "
            + sentence(String.valueOf(why.getMessage()));
    return make(Kind.SERIALIZATION, message, "", work, work.logUrl(), why);
  }

  static FaastException unsendable(Work work, ValueException why) {
    String message =
        "Function \""
            + work.function.name()
            + "\" was not called: "
            + sentence(String.valueOf(why.getMessage()));
    return make(Kind.SERIALIZATION, message, "", work, null, why);
  }

  static FaastException requestTooLarge(Work work, int bytes, int allowed) {
    String message =
        "Function \""
            + work.function.name()
            + "\" was not called: its encoded arguments take "
            + bytes
            + " bytes, and provider \""
            + work.engine.provider()
            + "\" allows "
            + allowed
            + ".";
    String advice = "Split the work over more calls, or pass a reference to the data.";
    return make(Kind.LIMIT_EXCEEDED, message, advice, work, null, null);
  }

  static FaastException overloaded(Work work) {
    String message =
        "Function \""
            + work.function.name()
            + "\" was not called: "
            + work.engine.queue.bound()
            + " calls wait for their turn already.";
    String advice = "Use map, which submits as fast as results come, or raise the concurrency.";
    return make(Kind.OVERLOADED, message, advice, work, null, null);
  }

  static FaastException closedMeanwhile(Work work) {
    String message =
        "The call of function \""
            + work.function.name()
            + "\" was cancelled, because its module was closed.";
    return make(Kind.CANCELLED, message, "Close the module after its last call.", work, null, null);
  }

  static FaastException closedBefore(Work work) {
    String message =
        "Function \"" + work.function.name() + "\" was not called: its module is closed.";
    return make(Kind.CLOSED, message, "Make calls before the module is closed.", work, null, null);
  }

  static FaastException of(Work work, Kind kind, String message, String advice, @Nullable URI log) {
    return make(kind, message, advice, work, log, null);
  }

  private static FaastException make(
      Kind kind,
      String message,
      String advice,
      Work work,
      @Nullable URI log,
      @Nullable Throwable cause) {
    String id = Long.toString(work.id);
    return new FaastException(kind, message, advice, work.function.name(), id, log, cause);
  }

  private static String sentence(String text) {
    String trimmed = text.strip();
    char last = trimmed.isEmpty() ? '.' : trimmed.charAt(trimmed.length() - 1);
    return last == '.' || last == '!' || last == '?' ? trimmed : trimmed + '.';
  }

  /** Returns a duration in seconds, without trailing zeros. */
  static String seconds(long nanos) {
    return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
  }
}
