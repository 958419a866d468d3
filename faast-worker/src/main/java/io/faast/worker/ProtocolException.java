package io.faast.worker;

import java.io.IOException;

/**
 * A message is truncated, corrupt, or of another protocol version.
 *
 * @since 0.1.0
 */
public final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1;

  /** An exception that tells what was found. */
  public ProtocolException(String message) {
    super(message);
  }
}
