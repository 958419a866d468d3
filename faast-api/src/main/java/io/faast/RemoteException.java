package io.faast;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception of the user's method that could not be rebuilt as its own type, because
 * its class is missing here or can't be made from what travelled. It carries the class name, the
 * message, the remote stack trace, the cause chain and what was suppressed.
 *
 * @since 0.1.0
 */
public final class RemoteException extends FaastException {
  private static final long serialVersionUID = 1L;

  private final String className;
  private final @Nullable String remoteMessage;

  /**
   * Makes an exception; the caller sets its stack trace and adds what was suppressed.
   *
   * @param className name of the class that was thrown remotely
   * @param remoteMessage its message, or null
   * @param function name of the function, or empty
   * @param callId the call, or null
   * @param logUrl where the worker's log can be read, or null
   * @param cause stands for its cause, or null
   */
  public RemoteException(
      String className,
      @Nullable String remoteMessage,
      String function,
      @Nullable String callId,
      @Nullable URI logUrl,
      @Nullable Throwable cause) {
    super(
        Kind.REMOTE,
        remoteMessage == null ? className : className + ": " + remoteMessage,
        "",
        function,
        callId,
        logUrl,
        cause);
    this.className = className;
    this.remoteMessage = remoteMessage;
  }

  /** Returns the name of the class that was thrown remotely. */
  public String className() {
    return className;
  }

  /** Returns the message of the remote exception, or null if it had none. */
  public @Nullable String remoteMessage() {
    return remoteMessage;
  }
}
