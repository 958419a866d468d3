package io.faast.spi;

import org.jspecify.annotations.Nullable;

/**
 * A provider could not do what it was asked: the message says what was tried and found.
 *
 * @since 0.1.0
 */
public class ProviderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String advice;

  /**
   * Makes an exception.
   *
   * @param message what was tried and what was found
   * @param advice what the user can do about it
   * @param cause what was thrown underneath, or null
   */
  public ProviderException(String message, String advice, @Nullable Throwable cause) {
    super(message, cause);
    this.advice = advice;
  }

  /** Returns what the user can do about it. */
  public String advice() {
    return advice;
  }
}
