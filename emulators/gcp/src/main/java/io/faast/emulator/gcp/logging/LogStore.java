package io.faast.emulator.gcp.logging;

import io.faast.emulator.gcp.core.Meters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Everything that was logged, in the order in which it came. Thread-safe. */
public final class LogStore {
  private final Meters meters;
  private final List<LogEntry> entries = new ArrayList<>();

  /** Counts what comes in. */
  public LogStore(Meters meters) {
    this.meters = meters;
  }

  /** Adds an entry. */
  public void add(LogEntry entry) {
    String text = entry.text();
    if (text != null) {
      meters.log(text.getBytes(StandardCharsets.UTF_8).length);
    }
    synchronized (this) {
      entries.add(entry);
    }
  }

  /** Returns all entries. */
  public synchronized List<LogEntry> all() {
    return new ArrayList<>(entries);
  }
}
