package io.faast.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where workers connect to: a Unix domain socket in the run's private directory, or a port of the
 * loopback interface where such sockets, or paths as long as this one, do not work.
 *
 * @param server listens
 * @param selector waits for the server and its connections
 * @param socket path of the socket, or null for TCP
 * @param port TCP port, or 0
 */
record Endpoint(ServerSocketChannel server, Selector selector, @Nullable String socket, int port) {
  /** The shortest limit of a socket's path, less a margin: 104 bytes on macOS, 108 on Linux. */
  private static final int LONGEST_PATH = 100;

  static Endpoint open(Path socket) throws IOException {
    String path = socket.toString();
    if (path.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= LONGEST_PATH) {
      try {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
          server.bind(UnixDomainSocketAddress.of(path));
          return of(server, path, 0);
        } catch (IOException e) {
          server.close();
          return loopback();
        }
      } catch (UnsupportedOperationException e) {
        return loopback();
      }
    }
    return loopback();
  }

  private static Endpoint loopback() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
    try {
      server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
      return of(server, null, ((InetSocketAddress) server.getLocalAddress()).getPort());
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private static Endpoint of(ServerSocketChannel server, @Nullable String socket, int port)
      throws IOException {
    Selector selector = Selector.open();
    try {
      server.configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);
      return new Endpoint(server, selector, socket, port);
    } catch (IOException e) {
      selector.close();
      throw e;
    }
  }

  void close() throws IOException {
    server.close();
    selector.close();
  }
}
