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

  int selector(int name, int descriptor) {
    return selectors.id(name, descriptor);
  }

  int member(int owner, int selector) {
    return members.id(owner, selector);
  }

  Facts facts() {
    return new Facts(
        names.toArray(new String[0]), selectors.toArray(), members.toArray(), data.toArray());
  }
}
