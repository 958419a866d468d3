package io.faast.bundler;

import io.faast.bundler.hints.NativeLibraries;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Native code makes objects of classes that it looks up by name. Which ones cannot always be read
 * from a library, as compilers take strings apart. So where a jar brings its native library, what
 * lies in or below the package of a class with native methods is kept.
 */
final class NativeRules {
  private final Reachability reachability;
  private final Map<EntryIndex, Set<String>> kept = new HashMap<>();

  NativeRules(Reachability reachability) {
    this.reachability = reachability;
  }

  /** A class with native methods is live. */
  void live(ClassNode node) throws BundleException {
    String prefix = node.name.substring(0, node.name.lastIndexOf('/') + 1);
    if (prefix.isEmpty()
        || !bringsLibrary(node.entry)
        || !kept.computeIfAbsent(node.entry, key -> new HashSet<>()).add(prefix)) {
      return;
    }
    for (ClassNode other : reachability.universe.classes()) {
      if (other.entry == node.entry
          && other.name.startsWith(prefix)
          && reachability.isReadable(other)) {
        reachability.whole(other, node, "beside a class with native methods");
      }
    }
  }

  private boolean bringsLibrary(EntryIndex entry) {
    Set<String> foreign = reachability.foreign.of(entry);
    for (Universe.Visible file : reachability.universe.resources(entry)) {
      if (NativeLibraries.isNative(file.name()) && !foreign.contains(file.name())) {
        return true;
      }
    }
    return false;
  }
}
