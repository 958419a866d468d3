package io.faast.reference;

/**
 * What was given is no reference to a public method of the module.
 *
 * @since 0.1.0
 */
public final class ReferenceException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String function;
  private final String advice;

  ReferenceException(String function, String message, String advice) {
    super(message);
    this.function = function;
    this.advice = advice;
  }

  /** Returns the name of the method that was meant, or the nearest to it that is known. */
  public String function() {
    return function;
  }

  /** Returns what to write instead. */
  public String advice() {
    return advice;
  }
}
