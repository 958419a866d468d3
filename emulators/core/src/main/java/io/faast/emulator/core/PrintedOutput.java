package io.faast.emulator.core;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process prints, through a file: so all of it is there at any moment, without a thread per
 * process. Not thread-safe.
 */
public final class PrintedOutput {
  private static final int MOST = 64 << 20;

  private final Path file;
  private long fetched;

  /** The process prints to that file. */
  public PrintedOutput(Path file) {
    this.file = file;
  }

  /** Returns the file. */
  public Path file() {
    return file;
  }

  /** Returns the lines that were printed since the last time, each with its line break if any. */
  public List<String> fetch() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] more = new byte[(int) Math.min(MOST, in.length() - fetched)];
      in.seek(fetched);
      in.readFully(more);
      fetched += more.length;
      return lines(new String(more, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return List.of("The emulator could not read what was printed: " + e + "\n");
    }
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(at, next));
      at = next;
    }
    return lines;
  }
}
