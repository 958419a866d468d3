package io.faast.local.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames. Memory for a body is taken only after its length was found to
 * be within the limit, and belongs to whoever takes the frame. Not thread-safe.
 */
public final class FrameReader {
  private final int maxBody;
  private final ByteBuffer header = ByteBuffer.allocate(Frames.HEADER);
  private byte @Nullable [] body;
  private int filled;
  private int type;

  /** Makes a reader that refuses bodies of more than {@code maxBody} bytes. */
  public FrameReader(int maxBody) {
    this.maxBody = maxBody;
  }

  /**
   * Consumes bytes until a frame is whole.
   *
   * @return the frame's body, or null if {@code input} ended before; {@link #type} tells its type
   * @throws IOException if the frame is longer than allowed
   */
  public @Nullable ByteBuffer next(ByteBuffer input) throws IOException {
    byte[] target = body;
    if (target == null) {
      while (header.hasRemaining()) {
        if (!input.hasRemaining()) {
          return null;
        }
        header.put(input.get());
      }
      int length = header.getInt(0);
      if (length < 0 || length > maxBody) {
        throw new IOException("a frame claims a length that is not allowed");
      }
      type = header.get(4);
      target = new byte[length];
      body = target;
      filled = 0;
    }
    int count = Math.min(input.remaining(), target.length - filled);
    input.get(target, filled, count);
    filled += count;
    if (filled < target.length) {
      return null;
    }
    body = null;
    header.clear();
    return ByteBuffer.wrap(target);
  }

  /** Returns the type of the frame that {@link #next} returned last. */
  public int type() {
    return type;
  }
}
