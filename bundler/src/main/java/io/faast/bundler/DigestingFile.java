package io.faast.bundler;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file in large pieces while a second thread computes its SHA-256: in a young JVM that
 * takes as long as everything else together. Not thread-safe.
 */
final class DigestingFile implements Closeable {
  private static final int PIECE = 1 << 18;

  private final FileOutputStream file;
  private final Digesting digesting = new Digesting();
  private final Thread thread = new Thread(digesting, "faast-bundler-digest");
  private final ZipBytes pending = new ZipBytes(PIECE + 4096);
  private long written;

  DigestingFile(Path path) throws IOException {
    file = new FileOutputStream(path.toFile());
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns a buffer to append to; what is in it is written with the next piece. */
  ZipBytes buffer() {
    return pending;
  }

  long position() {
    return written + pending.size();
  }

  void write(byte[] bytes) throws IOException {
    pending.bytes(bytes);
    if (pending.size() >= PIECE) {
      flush();
    }
  }

  private void flush() throws IOException {
    int length = pending.size();
    byte[] piece = pending.take(PIECE + 4096);
    file.write(piece, 0, length);
    written += length;
    digesting.put(new Piece(piece, length));
  }

  /** Writes what is pending; returns the digest in hexadecimal digits. */
  String finish() throws IOException {
    flush();
    digesting.put(new Piece(new byte[0], -1));
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    byte[] digest = digesting.result;
    if (digest == null) {
      throw new IOException("the digest thread has died");
    }
    return Sha256.hex(digest);
  }

  /** Ends the thread, also after a failure, and closes the file. */
  @Override
  public void close() throws IOException {
    if (thread.isAlive()) {
      thread.interrupt();
    }
    file.close();
  }

  private static final class Piece {
    final byte[] bytes;
    final int length;

    Piece(byte[] bytes, int length) {
      this.bytes = bytes;
      this.length = length;
    }
  }

  private static final class Digesting implements Runnable {
    private final BlockingQueue<Piece> queue = new ArrayBlockingQueue<>(64);
    private volatile byte @Nullable [] result;
    private volatile boolean alive = true;

    void put(Piece piece) throws IOException {
      boolean interrupted = false;
      while (true) {
        try {
          if (queue.offer(piece, 1, TimeUnit.SECONDS)) {
            break;
          }
          if (!alive) {
            throw new IOException("the digest thread has died");
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void run() {
      MessageDigest digest = Sha256.start();
      try {
        Piece piece = queue.take();
        while (piece.length >= 0) {
          digest.update(piece.bytes, 0, piece.length);
          piece = queue.take();
        }
        result = digest.digest();
      } catch (InterruptedException e) {
        // The file is being given up: close() says so.
        Thread.currentThread().interrupt();
      } finally {
        alive = false;
      }
    }
  }
}
