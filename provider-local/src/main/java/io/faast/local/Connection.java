package io.faast.local;

import io.faast.local.worker.FrameReader;
import io.faast.local.worker.Frames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of a worker's connection. Any thread may send; it writes by itself as long as
 * the channel takes it, and leaves the rest to the reactor. Reading is the reactor's alone.
 */
final class Connection {
  private final SocketChannel channel;
  private final SelectionKey key;
  private final Deque<OutFrame> queue = new ArrayDeque<>();
  private boolean broken;

  private FrameReader frames = new FrameReader(4 + Frames.TOKEN);
  private @Nullable LocalWorker worker;

  Connection(SocketChannel channel, SelectionKey key) {
    this.channel = channel;
    this.key = key;
  }

  /** Returns the worker, or null as long as the other side has not proved that it is one. */
  @Nullable LocalWorker worker() {
    return worker;
  }

  /** From now on frames of a worker are expected. */
  void authenticated(LocalWorker peer, int maxBody) {
    worker = peer;
    frames = new FrameReader(maxBody);
  }

  FrameReader frames() {
    return frames;
  }

  /** Reads what is there; returns -1 at the end. */
  int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  /** Sends one frame. If the other side is gone nothing happens: whoever reads will notice. */
  synchronized void send(int type, ByteBuffer body) {
    if (broken) {
      return;
    }
    OutFrame frame = new OutFrame(type, body);
    try {
      if (queue.isEmpty() && frame.writeTo(channel)) {
        return;
      }
      queue.add(frame);
      key.interestOpsOr(SelectionKey.OP_WRITE);
      key.selector().wakeup();
    } catch (IOException | java.nio.channels.CancelledKeyException e) {
      abandon();
    }
  }

  /** Goes on with what the channel did not take before. */
  synchronized void flush() {
    try {
      for (OutFrame next = queue.peek(); next != null; next = queue.peek()) {
        if (!next.writeTo(channel)) {
          return;
        }
        queue.remove();
      }
      key.interestOpsAnd(~SelectionKey.OP_WRITE);
    } catch (IOException | java.nio.channels.CancelledKeyException e) {
      abandon();
    }
  }

  synchronized void close() {
    abandon();
    key.cancel();
    try {
      channel.close();
    } catch (IOException e) {
      System.getLogger(Connection.class.getName())
          .log(System.Logger.Level.DEBUG, "closing a worker's connection", e);
    }
  }

  private void abandon() {
    broken = true;
    queue.clear();
    if (key.isValid()) {
      key.interestOpsAnd(~SelectionKey.OP_WRITE);
    }
  }
}
