package io.faast.emulator.aws.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A log group. Guarded by {@link LogStore}. */
final class LogGroup {
  final String name;
  final long created;
  final Map<String, String> tags = new TreeMap<>();
  final Map<String, List<Event>> streams = new TreeMap<>();
  @Nullable Integer retentionDays;

  /** A line, its number among all of the account, and when it was logged, in ms since 1970. */
  record Event(long number, String stream, long timestamp, String message) {}

  LogGroup(String name, long created) {
    this.name = name;
    this.created = created;
  }

  List<Event> events() {
    List<Event> all = new ArrayList<>();
    streams.values().forEach(all::addAll);
    return all;
  }

  long storedBytes() {
    return events().stream().mapToLong(event -> LogStore.billed(event.message())).sum();
  }
}
