package io.faast.gcp.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches for the moment from which the framework listens: it does not say so, and an instance may
 * have been there for long when its first request comes.
 */
final class Readiness {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int CONNECT_MILLIS = 1_000;

  private Readiness() {}

  /** Runs something once somebody listens on a port of this instance. */
  static void watch(int port, Runnable ready) {
    Thread thread = new Thread(() -> wait(port, ready), "faast-readiness");
    thread.setDaemon(true);
    thread.start();
  }

  private static void wait(int port, Runnable ready) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() - end < 0) {
      if (listens(address)) {
        ready.run();
        return;
      }
      LockSupport.parkNanos(Readiness.class, PAUSE_NANOS);
    }
  }

  private static boolean listens(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false; // not yet
    }
  }
}
