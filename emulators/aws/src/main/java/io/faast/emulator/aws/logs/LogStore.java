package io.faast.emulator.aws.logs;

import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Caller;
import io.faast.emulator.aws.core.Meters;
import io.faast.emulator.aws.core.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The log groups of the account. Thread-safe: every access to a group goes through here. */
public final class LogStore {
  /** An event is taken for its text and so much, says PutLogEvents' page in the API reference. */
  private static final long EVENT_OVERHEAD = 26;

  private final Map<String, LogGroup> groups = new TreeMap<>();
  private final Place place;
  private final Meters meters;
  private volatile Runnable before = () -> {};
  private long events;

  /** What a group looks like. */
  public record Look(
      String name, @Nullable Integer retentionDays, Map<String, String> tags, long events) {}

  /** Begins empty. */
  public LogStore(Place place, Meters meters) {
    this.place = place;
    this.meters = meters;
  }

  /** Lets {@code sync} run before anybody reads: it hands in what is written but not yet here. */
  public void beforeReading(Runnable sync) {
    before = sync;
  }

  /** Counts what leaves the region when events are read. */
  void read(Caller by, long bytes) {
    meters.dataOut(by, bytes);
  }

  void sync() {
    before.run();
  }

  static long billed(String message) {
    return message.getBytes(StandardCharsets.UTF_8).length + EVENT_OVERHEAD;
  }

  /** Returns the ARN of a group, as tags are put on it. */
  public String arn(String group) {
    return place.arn("logs", "log-group:" + group);
  }

  /** Returns the ARN that permissions are asked for: so AWS words it in its refusals. */
  public String streamArn(String group, String stream) {
    return arn(group) + ":log-stream:" + stream;
  }

  /** Returns whether a group exists. */
  public synchronized boolean has(String group) {
    return groups.containsKey(group);
  }

  /** Creates a group. */
  public synchronized void create(String name, Map<String, String> tags) {
    if (groups.containsKey(name)) {
      throw new ApiException(
          400, "ResourceAlreadyExistsException", "The specified log group already exists");
    }
    LogGroup group = new LogGroup(name, place.clock().millis());
    group.tags.putAll(tags);
    groups.put(name, group);
  }

  /** Creates a group unless there is one. */
  public synchronized void ensure(String name) {
    if (!groups.containsKey(name)) {
      create(name, Map.of());
    }
  }

  synchronized void delete(String name) {
    if (groups.remove(name) == null) {
      throw missing();
    }
  }

  synchronized <T> T with(String name, Function<LogGroup, T> use) {
    LogGroup group = groups.get(name);
    if (group == null) {
      throw missing();
    }
    return use.apply(group);
  }

  private static ApiException missing() {
    return new ApiException(
        400, "ResourceNotFoundException", "The specified log group does not exist.");
  }

  synchronized <T> List<T> list(String prefix, Function<LogGroup, T> use) {
    List<T> all = new ArrayList<>();
    groups.values().stream()
        .filter(group -> group.name.startsWith(prefix))
        .forEach(group -> all.add(use.apply(group)));
    return all;
  }

  /** Returns what the groups look like. */
  public List<Look> looks() {
    sync();
    return list(
        "",
        group ->
            new Look(
                group.name, group.retentionDays, Map.copyOf(group.tags), group.events().size()));
  }

  /** Returns everything in a group as text. */
  public String text(String name) {
    sync();
    StringBuilder text = new StringBuilder();
    synchronized (this) {
      LogGroup group = groups.get(name);
      if (group != null) {
        group.events().forEach(event -> text.append(event.message().stripTrailing()).append('\n'));
      }
    }
    return text.toString();
  }

  /** Adds events to a stream, which is made if it is new; drops them without a group. */
  public synchronized void append(String group, String stream, List<String> messages) {
    LogGroup to = groups.get(group);
    if (to != null) {
      List<LogGroup.Event> lines = to.streams.computeIfAbsent(stream, name -> new ArrayList<>());
      for (String message : messages) {
        lines.add(new LogGroup.Event(++events, stream, place.clock().millis(), message));
        meters.log(billed(message));
      }
    }
  }
}
