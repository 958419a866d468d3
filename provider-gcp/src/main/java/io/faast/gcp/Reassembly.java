package io.faast.gcp;

import io.faast.gcp.worker.Frames;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts an attempt's messages in order again, and takes the frames out. Messages may come twice and
 * in any order. Not thread-safe.
 */
final class Reassembly {
  /**
   * One frame.
   *
   * @param type see {@link Frames}
   */
  record Frame(byte type, ByteBuffer payload) {}

  /** How many messages may come ahead of one that is missing. */
  private static final int MAX_EARLY = 2_048;

  private final int maxPayload;
  private final Map<Long, ByteBuffer> early = new HashMap<>();
  private final ByteBuffer header = ByteBuffer.allocate(Frames.HEADER);
  private @Nullable ByteBuffer payload;
  private byte type;
  private long next;

  Reassembly(int maxPayload) {
    this.maxPayload = maxPayload;
  }

  /** Returns how many messages came, without one missing in between. */
  long received() {
    return next;
  }

  /**
   * Takes a message and returns the frames that it completes.
   *
   * @throws IllegalArgumentException if it is none that a worker sends
   */
  List<Frame> add(long number, ByteBuffer body) {
    if (number < 0 || number - next > MAX_EARLY) {
      throw new IllegalArgumentException("message " + number + " came where " + next + " was due");
    }
    List<Frame> frames = new ArrayList<>();
    if (number >= next) {
      early.putIfAbsent(number, body);
    }
    for (ByteBuffer due = early.remove(next); due != null; due = early.remove(next)) {
      next++;
      take(due, frames);
    }
    return frames;
  }

  private void take(ByteBuffer body, List<Frame> frames) {
    while (body.hasRemaining()) {
      ByteBuffer current = payload;
      if (current == null) {
        current = begun(body);
      }
      if (current == null) {
        return;
      }
      int count = Math.min(current.remaining(), body.remaining());
      current.put(body.slice(body.position(), count));
      body.position(body.position() + count);
      if (!current.hasRemaining()) {
        frames.add(new Frame(type, current.flip()));
        payload = null;
      }
    }
  }

  /** Reads on in the header; returns the frame's buffer once it is whole. */
  private @Nullable ByteBuffer begun(ByteBuffer body) {
    while (header.hasRemaining() && body.hasRemaining()) {
      header.put(body.get());
    }
    if (header.hasRemaining()) {
      return null;
    }
    header.flip();
    type = header.get();
    int length = header.getInt();
    header.clear();
    if (length <= 0 || length > maxPayload) {
      throw new IllegalArgumentException(
          "a frame of " + length + " bytes came; allowed are 1 to " + maxPayload);
    }
    ByteBuffer made = ByteBuffer.allocate(length);
    payload = made;
    return made;
  }
}
