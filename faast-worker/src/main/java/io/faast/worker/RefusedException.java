package io.faast.worker;

/** Ends a call with a refusal. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final Refusal code;

  RefusedException(Refusal code, String message) {
    super(message);
    this.code = code;
  }

  Refusal code() {
    return code;
  }

  String text() {
    String message = getMessage();
    return message == null ? code.name() : message;
  }
}
