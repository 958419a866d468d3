package io.faast.local.worker;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The worker's end of the connection. One thread may read while another writes.
 *
 * <p>The channel never blocks, because a blocking one would be closed by the interrupt that cancels
 * a call. Who has to wait first polls for {@link #SPIN_NANOS}: in a run of short calls the next one
 * comes within microseconds, and waking a sleeping thread takes longer than that. Polling yields,
 * so a busy machine loses nothing by it.
 */
final class ClientChannel {
  private static final long SPIN_NANOS = 20_000;
  private static final int CHUNK = 128 << 10;

  private final SocketChannel channel;
  private final Selector readable;
  private final Selector writable;
  private final ByteBuffer in = ByteBuffer.allocateDirect(CHUNK).flip();
  private final ByteBuffer out = ByteBuffer.allocateDirect(CHUNK);
  private final FrameReader frames = new FrameReader(Integer.MAX_VALUE - 64);

  private ClientChannel(SocketChannel channel) throws IOException {
    this.channel = channel;
    channel.setOption(StandardSocketOptions.SO_SNDBUF, 1 << 20);
    channel.configureBlocking(false);
    readable = Selector.open();
    channel.register(readable, SelectionKey.OP_READ);
    writable = Selector.open();
    channel.register(writable, SelectionKey.OP_WRITE);
  }

  static ClientChannel connect(SocketAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    if (!(channel.getLocalAddress() instanceof java.net.UnixDomainSocketAddress)) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    return new ClientChannel(channel);
  }

  /** Waits for the next frame's body; {@link #type} tells its type. */
  ByteBuffer read() throws IOException {
    while (true) {
      ByteBuffer body = buffered();
      if (body != null) {
        return body;
      }
      fill();
    }
  }

  /** Returns the body of a frame that has arrived already and was read along with another one. */
  @Nullable ByteBuffer buffered() throws IOException {
    return in.hasRemaining() ? frames.next(in) : null;
  }

  int type() {
    return frames.type();
  }

  @SuppressWarnings("ThreadPriorityCheck") // right with any scheduler; a yielding one makes it fast
  private void fill() throws IOException {
    in.clear();
    int count = channel.read(in);
    if (count == 0) {
      long end = System.nanoTime() + SPIN_NANOS;
      do {
        Thread.yield();
        count = channel.read(in);
      } while (count == 0 && System.nanoTime() - end < 0);
    }
    while (count == 0) {
      await(readable);
      count = channel.read(in);
    }
    in.flip();
    if (count < 0) {
      throw new EOFException("the client closed the connection");
    }
  }

  /** Writes one frame whole. */
  synchronized void write(int type, ByteBuffer body) throws IOException {
    out.clear();
    Frames.putHeader(out, type, body.remaining());
    do {
      int count = Math.min(out.remaining(), body.remaining());
      out.put(out.position(), body, body.position(), count);
      out.position(out.position() + count);
      body.position(body.position() + count);
      out.flip();
      while (out.hasRemaining()) {
        if (channel.write(out) == 0) {
          await(writable);
        }
      }
      out.clear();
    } while (body.hasRemaining());
  }

  /** Waits also while the thread is interrupted, which a call that is being cancelled always is. */
  private static void await(Selector selector) throws IOException {
    boolean interrupted = Thread.interrupted();
    selector.select();
    selector.selectedKeys().clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
