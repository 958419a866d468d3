package io.faast.emulator.gcp.run;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * A port that is kept free for an instance: it is bound here without listening, which keeps others
 * from getting it by chance, and does not keep the invoker from it, which shares its port.
 */
final class Port implements AutoCloseable {
  private final SocketChannel keeper;

  Port() throws IOException {
    keeper = SocketChannel.open(StandardProtocolFamily.INET);
    keeper.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    keeper.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    keeper.bind(new InetSocketAddress(Inet4Address.getByAddress(new byte[4]), 0));
  }

  int number() throws IOException {
    return ((InetSocketAddress) keeper.getLocalAddress()).getPort();
  }

  /** Returns whether something listens. */
  static boolean answers(int port) {
    try (SocketChannel probe = SocketChannel.open()) {
      return probe.connect(
          new InetSocketAddress(Inet4Address.getByAddress(new byte[] {127, 0, 0, 1}), port));
    } catch (IOException e) {
      return false; // nobody does yet
    }
  }

  @Override
  public void close() throws IOException {
    keeper.close();
  }
}
