package io.faast.bundler;

import org.jspecify.annotations.Nullable;

/** No bundle could be made: the message says who needs what, what was found, and what to do. */
public final class BundleException extends Exception {
  private static final long serialVersionUID = 1L;

  BundleException(String message) {
    this(message, null);
  }

  BundleException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
