package io.faast.local;

import io.faast.local.worker.Frames;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** One thread that accepts workers and reads what all of them say. */
final class Reactor implements Runnable {
  /** Hears what workers say, on the reactor's thread. */
  interface Handler {
    /** Returns the worker that has this number and token, or null for a stranger. */
    @Nullable LocalWorker recognize(ByteBuffer hello, Connection connection);

    /** Takes a frame. */
    void frame(LocalWorker worker, int type, ByteBuffer body);

    /** The connection ended. */
    void disconnected(LocalWorker worker);
  }

  private static final System.Logger LOG = System.getLogger(Reactor.class.getName());
  private static final int BUFFER = 256 << 10;
  private static final int MAX_STRANGERS = 64;

  private final Endpoint endpoint;
  private final Handler handler;
  private final int maxBody;
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final Deque<Connection> strangers = new ArrayDeque<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  Reactor(Endpoint endpoint, int maxBody, String name, Handler handler) {
    this.endpoint = endpoint;
    this.handler = handler;
    this.maxBody = maxBody;
    selector = endpoint.selector();
    thread = new Thread(this, "faast-local-" + name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Runs something on the reactor's thread; not at all once it is closed. */
  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /** Reads what a connection still holds; only on the reactor's thread. */
  void drain(Connection connection) {
    read(connection);
  }

  /**
   * Takes in everybody who has connected, and what they have said; only on the reactor's thread.
   */
  void meetStrangers() {
    boolean more = !closed;
    while (more) {
      more = accept(endpoint.server());
    }
    for (Connection stranger : List.copyOf(strangers)) {
      read(stranger);
    }
  }

  /** Ends the thread; the connections are closed by their owners. */
  void close() throws IOException {
    closed = true;
    selector.wakeup();
    endpoint.server().close();
  }

  @Override
  public void run() {
    try (selector) {
      while (!closed) {
        selector.select(this::handle);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
    } catch (IOException | ClosedSelectorException e) {
      LOG.log(System.Logger.Level.ERROR, "the local provider can no longer hear its workers", e);
    }
  }

  private void handle(SelectionKey key) {
    try {
      if (key.attachment() instanceof Connection connection) {
        if (key.isValid() && key.isWritable()) {
          connection.flush();
        }
        if (key.isValid() && key.isReadable()) {
          read(connection);
        }
      } else if (key.channel() instanceof ServerSocketChannel server) {
        boolean unused = accept(server);
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a listener of the local provider threw", e);
    }
  }

  /** Returns whether there was anybody. */
  private boolean accept(ServerSocketChannel server) {
    try {
      SocketChannel channel = server.accept();
      if (channel == null) {
        return false;
      }
      channel.setOption(StandardSocketOptions.SO_SNDBUF, 1 << 20);
      if (endpoint.socket() == null) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      Connection connection = new Connection(channel, key);
      key.attach(connection);
      strangers.addLast(connection);
      if (strangers.size() > MAX_STRANGERS) {
        strangers.removeFirst().close();
      }
      return true;
    } catch (IOException e) {
      if (!closed) { // or that is why
        LOG.log(System.Logger.Level.WARNING, "a worker's connection could not be accepted", e);
      }
      return false;
    }
  }

  private void read(Connection connection) {
    try {
      int count;
      do {
        buffer.clear();
        count = connection.read(buffer);
        buffer.flip();
        while (buffer.hasRemaining()) {
          ByteBuffer body = connection.frames().next(buffer);
          if (body != null && !deliver(connection, connection.frames().type(), body)) {
            count = -1;
            break;
          }
        }
      } while (count == BUFFER);
      if (count >= 0) {
        return;
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a worker's connection broke", e);
    }
    end(connection);
  }

  /** Returns false if whoever speaks there is no worker of ours. */
  private boolean deliver(Connection connection, int type, ByteBuffer body) {
    LocalWorker worker = connection.worker();
    if (worker != null) {
      handler.frame(worker, type, body);
      return true;
    }
    worker = type == Frames.HELLO ? handler.recognize(body, connection) : null;
    if (worker == null) {
      LOG.log(System.Logger.Level.WARNING, "refused a connection without a worker's token");
      return false;
    }
    strangers.remove(connection);
    connection.authenticated(worker, maxBody);
    return true;
  }

  private void end(Connection connection) {
    connection.close();
    strangers.remove(connection);
    LocalWorker worker = connection.worker();
    if (worker != null) {
      handler.disconnected(worker);
    }
  }
}
