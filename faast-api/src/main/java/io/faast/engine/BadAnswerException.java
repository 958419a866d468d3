package io.faast.engine;

/** An answer came that counts as a failed attempt. */
final class BadAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  BadAnswerException(Failure failure) {
    super(failure.message(), failure.cause());
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
