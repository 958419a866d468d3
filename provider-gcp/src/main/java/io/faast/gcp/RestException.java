package io.faast.gcp;

/** A JSON API of Google refused a request. */
final class RestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  /**
   * Makes an exception.
   *
   * @param status the status of HTTP
   * @param code Google's name of it, such as {@code PERMISSION_DENIED}
   * @param message what Google says
   */
  RestException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
