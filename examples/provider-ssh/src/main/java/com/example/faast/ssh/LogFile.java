package com.example.faast.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a worker prints, up to a limit; knows its last part. Thread-safe. */
final class LogFile extends OutputStream {
  private static final long MOST = 64L << 20;
  private static final int TAIL = 2_000;

  private final OutputStream file;
  private final StringBuilder tail = new StringBuilder();
  private long written;

  LogFile(Path path) throws IOException {
    file = Files.newOutputStream(path);
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    int fits = (int) Math.min(length, MOST - written);
    file.write(bytes, from, fits);
    written += fits;
    tail.append(new String(bytes, from, length, StandardCharsets.UTF_8));
    tail.delete(0, Math.max(0, tail.length() - TAIL));
  }

  synchronized String tail() {
    return tail.toString().strip();
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
