package io.faast.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Moves what a worker prints into its log. Past the limit it goes on reading, so that the function
 * does not block, but writes no more, so that the disk does not fill.
 */
final class LogPump {
  private static final int BUFFER = 16 << 10;
  private static final int TAIL = 2 << 10;

  private final Path file;
  private final long limit;
  private final byte[] tail = new byte[TAIL];
  private long total;

  LogPump(Path file, long limit) {
    this.file = file;
    this.limit = limit;
  }

  Path file() {
    return file;
  }

  /** Reads until the worker, and all who inherited its output, have closed it. */
  void pump(InputStream printed) throws IOException {
    try (printed;
        OutputStream log = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      byte[] buffer = new byte[BUFFER];
      long written = 0;
      for (int count = printed.read(buffer); count >= 0; count = printed.read(buffer)) {
        remember(buffer, count);
        if (written < limit) {
          int fits = (int) Math.min(count, limit - written);
          log.write(buffer, 0, fits);
          written += fits;
          if (written == limit) {
            log.write(marker());
          }
        }
      }
    }
  }

  private byte[] marker() {
    String text =
        "\n[faast: this log has reached its limit of "
            + (limit >> 20)
            + " MiB; what was printed after this line is lost]\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private synchronized void remember(byte[] buffer, int count) {
    for (int i = Math.max(0, count - TAIL); i < count; i++) {
      tail[(int) ((total + i) % TAIL)] = buffer[i];
    }
    total += count;
  }

  /** Returns the end of what was printed, at most 2 KiB. */
  synchronized String tail() {
    int length = (int) Math.min(total, TAIL);
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = tail[(int) ((total - length + i) % TAIL)];
    }
    return new String(text, StandardCharsets.UTF_8);
  }
}
