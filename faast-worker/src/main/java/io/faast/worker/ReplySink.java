package io.faast.worker;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Takes what a worker answers, on the thread that handles the request.
 *
 * @since 0.1.0
 */
public interface ReplySink {
  /** Takes one encoded item of a stream. The buffer belongs to the sink from now on. */
  void item(ByteBuffer encoded) throws IOException;

  /** Takes the encoded final reply: exactly one for every request. */
  void done(ByteBuffer encoded) throws IOException;
}
