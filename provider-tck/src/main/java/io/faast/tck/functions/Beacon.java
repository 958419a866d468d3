package io.faast.tck.functions;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/** A connection to the client that a function holds while it runs. */
final class Beacon implements Closeable {
  private final Socket socket;

  private Beacon(Socket socket) {
    this.socket = socket;
  }

  /** Connects, says the key, and returns when the client has seen it. */
  static Beacon light(int port, String key) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    try {
      socket.getOutputStream().write(key.getBytes(StandardCharsets.US_ASCII));
      if (socket.getInputStream().read() != 1) {
        throw new IOException("The client expects no beacon of this key.");
      }
      return new Beacon(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Works while the connection is held. */
  static <T> T during(int port, String key, Callable<T> work) throws Exception {
    Beacon beacon = light(port, key);
    try {
      return work.call();
    } finally {
      beacon.close();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
