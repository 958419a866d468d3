package io.faast.emulator.aws.core;

import org.jspecify.annotations.Nullable;

/** An answer of a service that says no, in the service's words. */
public final class ApiException extends RuntimeException {
  private final int status;
  private final String code;
  private final String type;
  private final @Nullable String reason;

  /**
   * Makes one.
   *
   * @param status the HTTP status
   * @param code such as {@code ResourceNotFoundException}
   * @param message what the service says
   */
  public ApiException(int status, String code, String message) {
    this(status, code, message, null);
  }

  /** Makes one with a reason, as Lambda gives it for throttling. */
  public ApiException(int status, String code, String message, @Nullable String reason) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.reason = reason;
    type = status >= 500 ? "Service" : "User";
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the error's code. */
  public String code() {
    return code;
  }

  /** Returns what the service says. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** Returns whose fault it is, {@code User} or {@code Service}. */
  public String type() {
    return type;
  }

  /** Returns the reason, or null. */
  public @Nullable String reason() {
    return reason;
  }
}
