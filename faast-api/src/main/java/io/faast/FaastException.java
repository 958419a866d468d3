package io.faast;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A call, a deployment or a use of the API failed, for a reason other than the user's own method.
 * The message says what was tried and what was found, and ends with {@link #advice()} and the place
 * of the log. Immutable.
 *
 * @since 0.1.0
 */
public class FaastException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Kind {
    /** The API was used in a way that can't work. */
    INVALID_USE,
    /** A value would not survive the way to the function or back. */
    SERIALIZATION,
    /** A number is beyond what the provider allows; nothing was sent. */
    LIMIT_EXCEEDED,
    /** No provider of that name is on the class path. */
    UNKNOWN_PROVIDER,
    /** The functions could not be created. */
    DEPLOY_FAILED,
    /** The provider refuses a capability that was asked for. */
    UNSUPPORTED,
    /** A class, one of its members or a resource is missing in the bundle. */
    CLASS_MISSING,
    /** The service kept refusing the call for now. */
    THROTTLED,
    /** The worker ended before it answered. */
    CRASHED,
    /** The function ran longer than its timeout. */
    TIMED_OUT,
    /** The function used more memory than it was given. */
    OUT_OF_MEMORY,
    /** The service or the way to it failed. */
    INFRASTRUCTURE,
    /** The call was given up, because its module was closed. */
    CANCELLED,
    /** The module was closed before the call was made. */
    CLOSED,
    /** Too many calls wait for their turn. */
    OVERLOADED,
    /** Client and worker did not understand each other. */
    PROTOCOL,
    /** The user's method threw, and its exception could not be rebuilt here. */
    REMOTE
  }

  private final Kind kind;
  private final String advice;
  private final String function;
  private final @Nullable String callId;
  private final transient @Nullable URI logUrl;

  /** Makes an exception that concerns no particular function. */
  public FaastException(Kind kind, String message, String advice, @Nullable Throwable cause) {
    this(kind, message, advice, "", null, null, cause);
  }

  /**
   * Makes an exception.
   *
   * @param kind what went wrong
   * @param message what was tried and what was found, as sentences
   * @param advice what the user can do about it, as sentences, or empty
   * @param function name of the function, or empty
   * @param callId the call, or null if there was none
   * @param logUrl where the worker's log can be read, or null
   * @param cause what was thrown underneath, or null
   */
  public FaastException(
      Kind kind,
      String message,
      String advice,
      String function,
      @Nullable String callId,
      @Nullable URI logUrl,
      @Nullable Throwable cause) {
    super(sentence(message, advice, logUrl), cause);
    this.kind = kind;
    this.advice = advice;
    this.function = function;
    this.callId = callId;
    this.logUrl = logUrl;
  }

  private static String sentence(String message, String advice, @Nullable URI logUrl) {
    String text = advice.isEmpty() ? message : message + " " + advice;
    return logUrl == null ? text : text + " Log: " + logUrl;
  }

  /** Returns what went wrong. */
  public Kind kind() {
    return kind;
  }

  /** Returns what can be done about it, or an empty string. */
  public String advice() {
    return advice;
  }

  /** Returns the name of the function, or an empty string if none is concerned. */
  public String function() {
    return function;
  }

  /** Returns the call that failed, or null if none is concerned. */
  public @Nullable String callId() {
    return callId;
  }

  /** Returns where the worker's log can be read, or null if unknown. */
  public @Nullable URI logUrl() {
    return logUrl;
  }
}
