package io.faast.emulator.aws.lambda;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The log stream of an instance. What the process prints goes to a file, so that all of it is there
 * at any moment, without a thread per process: the emulator fetches it from there. Thread-safe.
 */
final class InstanceLog {
  private static final int TAIL = 4 << 10;

  private final LogSink sink;
  private final Path file;
  private final StringBuilder tail = new StringBuilder();
  private long fetched;

  InstanceLog(LogSink sink, Path file) {
    this.sink = sink;
    this.file = file;
  }

  String stream() {
    return sink.stream();
  }

  Path file() {
    return file;
  }

  /** Adds a line of Lambda's own, after everything that the function printed until now. */
  synchronized void add(String line) {
    fetch();
    write(List.of(line + "\n"));
  }

  /** Begins a new invocation's tail. */
  synchronized void begin(String line) {
    fetch();
    tail.setLength(0);
    write(List.of(line + "\n"));
  }

  /** Returns the last 4 KB since the beginning of the invocation. */
  synchronized String tail() {
    byte[] all = tail.toString().getBytes(StandardCharsets.UTF_8);
    int from = Math.max(0, all.length - TAIL);
    return new String(all, from, all.length - from, StandardCharsets.UTF_8);
  }

  /** Fetches what the process has printed. */
  synchronized void fetch() {
    if (!Files.exists(file)) {
      return;
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] more = new byte[(int) Math.min(64 << 20, in.length() - fetched)];
      in.seek(fetched);
      in.readFully(more);
      fetched += more.length;
      List<String> lines = new ArrayList<>();
      String text = new String(more, StandardCharsets.UTF_8);
      for (int at = 0; at < text.length(); ) {
        int end = text.indexOf('\n', at);
        int next = end < 0 ? text.length() : end + 1;
        lines.add(text.substring(at, next));
        at = next;
      }
      write(lines);
    } catch (IOException e) {
      write(List.of("The emulator could not read what was printed: " + e + "\n"));
    }
  }

  private void write(List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    lines.forEach(tail::append);
    if (tail.length() > 4 * TAIL) {
      tail.delete(0, tail.length() - 2 * TAIL);
    }
    sink.append(lines);
  }
}
