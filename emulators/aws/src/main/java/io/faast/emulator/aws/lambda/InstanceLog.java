package io.faast.emulator.aws.lambda;

import io.faast.emulator.core.PrintedOutput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The log stream of an instance. Thread-safe. */
final class InstanceLog {
  private static final int TAIL = 4 << 10;

  private final LogSink sink;
  private final PrintedOutput output;
  private final StringBuilder tail = new StringBuilder();

  InstanceLog(LogSink sink, Path file) {
    this.sink = sink;
    output = new PrintedOutput(file);
  }

  String stream() {
    return sink.stream();
  }

  Path file() {
    return output.file();
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
    write(output.fetch());
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
