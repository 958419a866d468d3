package io.faast.worker;

/**
 * A message would grow beyond what one buffer can hold, which is 2 GiB.
 *
 * @since 0.1.0
 */
public final class MessageOverflowException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MessageOverflowException(long needed) {
    super("The message needs " + needed + " bytes, more than the 2 GiB that one message can hold");
  }
}
