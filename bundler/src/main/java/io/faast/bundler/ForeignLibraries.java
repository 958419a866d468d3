package io.faast.bundler;

import io.faast.bundler.hints.NativeLibraries;
import io.faast.bundler.hints.NativePlatform;
import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Finds the native libraries in jars that cannot run where the bundle will. */
final class ForeignLibraries {
  private final Universe universe;
  private final NativePlatform target;
  private final IdentityHashMap<EntryIndex, Set<String>> known = new IdentityHashMap<>();

  ForeignLibraries(Universe universe, NativePlatform target) {
    this.universe = universe;
    this.target = target;
  }

  /** Returns their names in an entry. */
  Set<String> of(EntryIndex entry) {
    Set<String> foreign = known.get(entry);
    if (foreign == null) {
      foreign = find(entry);
      known.put(entry, foreign);
    }
    return foreign;
  }

  private Set<String> find(EntryIndex entry) {
    Map<String, byte[]> heads = new HashMap<>();
    for (Universe.Visible file : universe.resources(entry)) {
      if (NativeLibraries.isNative(file.name())) {
        heads.put(file.name(), head(entry, file.file()));
      }
    }
    return heads.isEmpty() ? Set.of() : NativeLibraries.foreign(heads, target);
  }

  private static byte[] head(EntryIndex entry, int file) {
    try {
      return entry.source.head(file, NativeLibraries.HEADER);
    } catch (IOException e) {
      return new byte[0]; // whether it matters is seen when it is written
    }
  }
}
