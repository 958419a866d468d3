package io.faast.spi;

import java.nio.ByteBuffer;

/**
 * Hears how an attempt goes. Safe for use by many threads; its methods return quickly.
 *
 * @since 0.1.0
 */
public interface AttemptListener {
  /**
   * Takes one encoded item of a stream. Items carry their own sequence number: they may come in any
   * order, twice, and after the outcome. The buffer belongs to the listener from now on.
   */
  void onItem(ByteBuffer item);

  /** Takes the end of the attempt. Outcomes after the first are ignored. */
  void onOutcome(Outcome outcome);
}
