package io.faast.bundler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the names, selectors and members that class files mention. Not thread-safe. */
final class FactsTable {
  private final Map<String, Integer> ids = new HashMap<>(2048);
  private final List<String> names = new ArrayList<>(2048);
  private final PairTable selectors = new PairTable();
  private final PairTable members = new PairTable();
  final Refs data = new Refs();

  int name(String name) {
    Integer id = ids.get(name);
    if (id == null) {
      id = names.size();
      ids.put(name, id);
      names.add(name);
    }
    return id;
  }

  int nameOrNone(@org.jspecify.annotations.Nullable String name) {
    return name == null ? -1 : name(name);
  }

  int selector(String name, String descriptor) {
    return selectors.id(name(name), name(descriptor));
  }

  int member(String owner, String name, String descriptor) {
    return members.id(name(owner), selector(name, descriptor));
  }

  Facts facts() {
    return new Facts(
        names.toArray(new String[0]), selectors.toArray(), members.toArray(), data.toArray());
  }
}
