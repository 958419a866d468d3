package io.faast.local;

import io.faast.local.worker.Frames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A frame on its way out. */
final class OutFrame {
  /**
   * How much is offered to the kernel at once. The JDK copies it into memory outside of the heap
   * that it keeps for each thread, so a large frame must not be offered whole.
   */
  private static final int CHUNK = 128 << 10;

  private final ByteBuffer[] parts;
  private final int end;

  OutFrame(int type, ByteBuffer body) {
    ByteBuffer own = body.duplicate();
    parts = new ByteBuffer[] {Frames.header(type, own.remaining()), own};
    end = own.limit();
  }

  /** Writes what the channel takes; returns whether that was everything. */
  boolean writeTo(SocketChannel channel) throws IOException {
    ByteBuffer body = parts[1];
    do {
      body.limit(Math.min(end, body.position() + CHUNK));
      channel.write(parts);
      if (parts[0].hasRemaining() || body.hasRemaining()) {
        return false;
      }
    } while (body.position() < end);
    return true;
  }
}
