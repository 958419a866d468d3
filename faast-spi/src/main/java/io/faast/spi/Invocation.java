package io.faast.spi;

/**
 * A running attempt. Safe for use by many threads; both methods have no effect after its outcome.
 *
 * @since 0.1.0
 */
public interface Invocation {
  /**
   * Stops the attempt: its outcome becomes {@link FailureKind#CANCELLED} unless it ended before.
   *
   * @throws UnsupportedCapabilityException if the provider refuses {@link Capability#CANCEL}
   */
  void cancel();

  /**
   * Lets the function produce {@code items} more items of its stream; it begins with none. To find
   * that a stream has ended takes demand too: after the last item the outcome may wait for one
   * more.
   *
   * @throws UnsupportedCapabilityException if the provider refuses {@link Capability#STREAM}
   */
  void request(long items);
}
