package io.faast.local.worker;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file to which a line is added for each thing that is noted, at once, so that nothing is lost
 * with the process. Thread-safe.
 */
final class TraceLog {
  static final char CLASS = 'c';
  static final char NAMED = 'n';
  static final char RESOURCE = 'r';

  private static final int MAX_LINES = 200_000;
  private static final int MAX_NAME = 4_096;

  private final Set<String> noted = ConcurrentHashMap.newKeySet();
  private final FileOutputStream out;
  private boolean open = true;

  /** Begins to add to a file, which is there. */
  TraceLog(File file) throws IOException {
    out = new FileOutputStream(file, true);
  }

  void note(char kind, String name) {
    String line = kind + name + '\n';
    if (name.length() > MAX_NAME || name.indexOf('\n') >= 0 || noted.size() >= MAX_LINES) {
      return;
    }
    if (noted.add(line)) {
      write(line.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** One call of the system a line: lines do not mix, and only the last one can be cut short. */
  private synchronized void write(byte[] line) {
    if (!open) {
      return;
    }
    try {
      out.write(line);
    } catch (IOException e) {
      open = false;
      System.err.println("What this worker loads is not noted any more: " + e);
    }
  }
}
