package io.faast.bundler;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a file in large pieces and knows where it is. Not thread-safe. */
final class JarOutput implements Closeable {
  private static final int PIECE = 1 << 18;

  private final FileOutputStream file;
  private final ZipBytes pending = new ZipBytes(PIECE + 4096);
  private long written;

  JarOutput(Path path) throws IOException {
    file = new FileOutputStream(path.toFile());
  }

  /** Returns a buffer to append to; what is in it is written with the next piece. */
  ZipBytes buffer() {
    return pending;
  }

  long position() {
    return written + pending.size();
  }

  void write(byte[] bytes) throws IOException {
    if (pending.size() + bytes.length > PIECE) {
      flush();
    }
    if (bytes.length > PIECE) {
      file.write(bytes);
      written += bytes.length;
    } else {
      pending.bytes(bytes);
    }
  }

  void flush() throws IOException {
    written += pending.size();
    pending.drainTo(file);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
