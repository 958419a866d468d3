package io.faast.bundler;

import java.util.HashMap;
import java.util.Map;

/** Keeps one selector of each name and descriptor. Not thread-safe. */
final class Selectors {
  private final Map<String, Selector> all = new HashMap<>(8192);

  Selector of(String name, String descriptor) {
    String key = name.concat(descriptor);
    Selector known = all.get(key);
    if (known == null) {
      known = new Selector(name, descriptor);
      all.put(key, known);
    }
    return known;
  }
}
