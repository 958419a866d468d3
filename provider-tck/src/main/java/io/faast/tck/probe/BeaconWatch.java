package io.faast.tck.probe;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks at running functions from outside: a function holds a connection to it while it runs, so
 * that its end is seen by whatever cause, a killed process included.
 *
 * @since 0.1.0
 */
public final class BeaconWatch implements Closeable {
  private final ServerSocket server;
  private final Map<String, Sight> sights = new ConcurrentHashMap<>();

  /** What is seen of the functions that hold one key. */
  public static final class Sight {
    private final String key = UUID.randomUUID().toString();
    private final AtomicInteger times = new AtomicInteger();
    private final CompletableFuture<Void> lit = new CompletableFuture<>();
    private final CompletableFuture<Void> out = new CompletableFuture<>();

    /** Returns what the function must be given. */
    public String key() {
      return key;
    }

    /** Returns how often a function began with this key. */
    public int times() {
      return times.get();
    }

    /** Settles when a function began. */
    public CompletableFuture<Void> lit() {
      return lit;
    }

    /** Settles when a function that had begun has ended. */
    public CompletableFuture<Void> out() {
      return out;
    }
  }

  /** Listens on a free port of the loopback address. */
  public BeaconWatch() throws IOException {
    server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    daemon("tck-beacons", this::accept);
  }

  /** Returns the port that functions connect to. */
  public int port() {
    return server.getLocalPort();
  }

  /** Makes a key to watch for. */
  public Sight expect() {
    Sight sight = new Sight();
    sights.put(sight.key(), sight);
    return sight;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        daemon("tck-beacon", () -> watch(socket));
      } catch (SocketException e) {
        return; // Closed: how a blocked accept ends.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void watch(Socket socket) {
    Sight sight = null;
    try (socket;
        DataInputStream in = new DataInputStream(socket.getInputStream())) {
      byte[] key = in.readNBytes(36);
      sight = sights.get(new String(key, java.nio.charset.StandardCharsets.US_ASCII));
      if (sight != null) {
        sight.times.incrementAndGet();
        sight.lit.complete(null);
        socket.getOutputStream().write(1); // So that the function goes on only when it was seen.
        in.skipNBytes(Long.MAX_VALUE); // Until the function ends: it says no more.
      }
    } catch (IOException e) {
      // The end of the connection, also by the reset of a killed process, is the function's.
      if (sight == null) {
        throw new UncheckedIOException(e);
      }
    } finally {
      if (sight != null) {
        sight.out.complete(null);
      }
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
