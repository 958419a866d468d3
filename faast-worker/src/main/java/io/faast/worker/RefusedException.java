package io.faast.worker;

/** Ends a call with a refusal. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final Refusal code;
  private final String missing;

  RefusedException(Refusal code, String message) {
    this(code, message, "");
  }

  /** Ends a call for want of a class. */
  RefusedException(Refusal code, String message, String missing) {
    super(message);
    this.code = code;
    this.missing = missing;
  }

  Refusal code() {
    return code;
  }

  String missing() {
    return missing;
  }

  String text() {
    String message = getMessage();
    return message == null ? code.name() : message;
  }
}
