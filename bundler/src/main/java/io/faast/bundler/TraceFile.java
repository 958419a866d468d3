package io.faast.bundler;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is remembered of the runs of one module: a trace for each class path entry, the one that was
 * added to last at the end.
 */
final class TraceFile {
  private static final String FORMAT = "faast trace 1\n";
  private static final int MAX_ENTRIES = 4_000;
  private static final int MAX_NAMES = 200_000;
  private static final int MAX_LENGTH = 0xFFFF / 3;

  private final String module;
  private final Map<String, Trace> entries;

  private TraceFile(String module, Map<String, Trace> entries) {
    this.module = module;
    this.entries = entries;
  }

  private static String name(String module) {
    return "traces/t".concat(Fingerprint.of(module.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns what is known, which is nothing if the file is absent or damaged. */
  static TraceFile read(Cache cache, String module) {
    Map<String, Trace> entries = new LinkedHashMap<>();
    byte[] content = cache.read(name(module));
    if (content != null) {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
      try {
        if (in.readUTF().equals(FORMAT) && in.readUTF().equals(module)) {
          for (int n = in.readInt(); n > 0; n--) {
            entries.put(in.readUTF(), new Trace(names(in), names(in), names(in)));
          }
        }
      } catch (IOException e) {
        entries.clear(); // its checksum was right, so another version wrote it
      }
    }
    return new TraceFile(module, entries);
  }

  private static Set<String> names(DataInputStream in) throws IOException {
    Set<String> names = new TreeSet<>();
    for (int n = in.readInt(); n > 0; n--) {
      names.add(in.readUTF());
    }
    return names;
  }

  void write(Cache cache) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(FORMAT);
    out.writeUTF(module);
    out.writeInt(entries.size());
    for (Map.Entry<String, Trace> entry : entries.entrySet()) {
      out.writeUTF(entry.getKey());
      for (Set<String> names : sets(entry.getValue())) {
        out.writeInt(names.size());
        for (String name : names) {
          out.writeUTF(name);
        }
      }
    }
    cache.write(name(module), bytes.toByteArray());
  }

  private static List<Set<String>> sets(Trace trace) {
    return List.of(trace.classes(), trace.named(), trace.resources());
  }

  /** Returns this with more, without the entries that were added to longest ago if it is much. */
  TraceFile and(Map<String, Trace> more) {
    Map<String, Trace> all = new LinkedHashMap<>(entries);
    for (Map.Entry<String, Trace> entry : more.entrySet()) {
      if (entry.getKey().length() > MAX_LENGTH) {
        continue;
      }
      Trace found = usual(entry.getValue());
      Trace known = all.remove(entry.getKey());
      all.put(entry.getKey(), known == null ? found : known.and(found));
    }
    int names = all.values().stream().mapToInt(Trace::size).sum();
    for (String oldest : new ArrayList<>(all.keySet())) {
      if (all.size() > MAX_ENTRIES || names > MAX_NAMES) {
        Trace dropped = all.remove(oldest);
        names -= dropped == null ? 0 : dropped.size();
      }
    }
    return new TraceFile(module, all);
  }

  /** Without names that are too long to be written. */
  private static Trace usual(Trace trace) {
    List<Set<String>> kept = new ArrayList<>();
    for (Set<String> names : sets(trace)) {
      Set<String> usual = new TreeSet<>(names);
      usual.removeIf(name -> name.length() > MAX_LENGTH);
      kept.add(usual);
    }
    return new Trace(kept.get(0), kept.get(1), kept.get(2));
  }

  int names() {
    return entries.values().stream().mapToInt(Trace::size).sum();
  }

  /** Returns what is known of an entry. */
  Trace of(String key) {
    return entries.getOrDefault(key, Trace.NONE);
  }

  /** Returns a text that is the same as long as the names are. */
  String fingerprint() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Trace> entry : new TreeMap<>(entries).entrySet()) {
      text.append(entry.getKey()).append('\n');
      for (Set<String> names : sets(entry.getValue())) {
        text.append(names.size()).append('\n');
        names.forEach(name -> text.append(name).append('\n'));
      }
    }
    return Fingerprint.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Notes that it was used. */
  void touch(Cache cache) {
    Sweeper.touch(cache.path(name(module)));
  }
}
