package io.faast.examples.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The classes that are, byte for byte, in more than one jar.
 *
 * @param classes how many different classes that are
 * @param spareBytes what all copies but one of each take when unpacked
 * @param groups the same classes by the jars that share them, most classes first
 */
record Duplicates(int classes, long spareBytes, List<Group> groups) {
  /** Jars that share classes that no other jar has. */
  record Group(List<String> jars, int classes, long bytes) {}

  static Duplicates of(Map<String, JarFacts> jars) {
    Map<Long, List<String>> holders = new HashMap<>();
    Map<Long, Integer> sizes = new HashMap<>();
    jars.forEach(
        (jar, facts) -> {
          Set<Long> seen = new HashSet<>();
          for (int i = 0; i < facts.classHashes().length; i++) {
            long hash = facts.classHashes()[i];
            if (seen.add(hash)) {
              holders.computeIfAbsent(hash, h -> new ArrayList<>(1)).add(jar);
              sizes.put(hash, facts.classBytes()[i]);
            }
          }
        });
    Map<List<String>, Group> groups = new HashMap<>();
    int classes = 0;
    long spare = 0;
    for (Map.Entry<Long, List<String>> entry : holders.entrySet()) {
      List<String> in = entry.getValue();
      if (in.size() > 1) {
        int bytes = sizes.getOrDefault(entry.getKey(), 0);
        classes++;
        spare += (in.size() - 1L) * bytes;
        groups.merge(
            in,
            new Group(List.copyOf(in), 1, bytes),
            (a, b) -> new Group(a.jars, a.classes + b.classes, a.bytes + b.bytes));
      }
    }
    Comparator<Group> order =
        Comparator.comparingInt(Group::classes)
            .reversed()
            .thenComparing(group -> String.join(" ", group.jars()));
    return new Duplicates(classes, spare, groups.values().stream().sorted(order).toList());
  }
}
