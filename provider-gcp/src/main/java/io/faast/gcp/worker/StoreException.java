package io.faast.gcp.worker;

import java.io.IOException;

/** A request could not be fetched, or a reply not be stored. */
final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  StoreException(String message) {
    super(message);
  }
}
