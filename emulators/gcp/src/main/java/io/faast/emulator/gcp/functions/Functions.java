package io.faast.emulator.gcp.functions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.gcp.run.RunConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The functions that there are, by id. Thread-safe; documents are copied in and out. */
public final class Functions {
  private final Map<String, Entry> byId = new TreeMap<>();

  /**
   * A function.
   *
   * @param document as the API tells of it
   */
  public record Entry(FunctionLook look, ObjectNode document) {}

  /** What a function is, for those who look past the API. */
  public record FunctionLook(RunConfig config, String runtime, long sourceBytes) {}

  /** Adds a function; returns whether there was none of that id. */
  synchronized boolean add(String id, FunctionLook look, ObjectNode document) {
    return byId.putIfAbsent(id, new Entry(look, document.deepCopy())) == null;
  }

  /** Changes a function, if it is still there. */
  synchronized void replace(String id, FunctionLook look, ObjectNode document) {
    byId.replace(id, new Entry(look, document.deepCopy()));
  }

  synchronized boolean remove(String id) {
    return byId.remove(id) != null;
  }

  synchronized Optional<ObjectNode> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(entry -> entry.document.deepCopy());
  }

  /** Returns all functions. */
  public synchronized List<Entry> all() {
    return byId.values().stream()
        .map(entry -> new Entry(entry.look, entry.document.deepCopy()))
        .toList();
  }
}
