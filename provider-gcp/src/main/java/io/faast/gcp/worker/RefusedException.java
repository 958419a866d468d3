package io.faast.gcp.worker;

import java.io.IOException;

/** A service answered with an error. */
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedException(String message, int status) {
    super(message);
    this.status = status;
  }

  /** Returns whether what was asked for is not there. */
  boolean gone() {
    return status == 404;
  }

  /**
   * Returns whether it may pass. A grant takes a while until every part of Google knows it, so that
   * a refusal for want of a permission may pass, too; and a token that has expired is replaced.
   */
  boolean passing() {
    return status >= 500 || status == 429 || status == 401 || status == 403 || status == 408;
  }
}
