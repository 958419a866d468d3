package io.faast.bundler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Files below {@code META-INF} by which jars say what they have for a library: plug-ins of which
 * nothing else need be reached. They are needed once reached code names them, or a directory in
 * which it may look for one by a name that is data.
 */
final class PluginFiles {
  private static final String META_INF = "META-INF/";

  /** What all jars have for everybody says nothing. */
  private static final Set<String> SHARED =
      Set.of(META_INF, Universe.SERVICES, Universe.MAVEN, "META-INF/versions/");

  private final Universe universe;
  private final Set<String> asked = new HashSet<>();
  private final Map<String, Universe.Visible> needed = new LinkedHashMap<>();
  private @Nullable NavigableMap<String, List<Universe.Visible>> all;

  PluginFiles(Universe universe) {
    this.universe = universe;
  }

  /** Returns whether a path is that of a file or directory that may be here. */
  static boolean isPath(String path, int from) {
    return path.startsWith(META_INF, from);
  }

  /** Returns the files that a path of reached code names for the first time. */
  List<Universe.Visible> asked(String path) {
    String directory = path.endsWith("/") ? path : path.concat("/");
    if (SHARED.contains(directory) || !asked.add(directory)) {
      return List.of();
    }
    List<Universe.Visible> found = new ArrayList<>(all().getOrDefault(path, List.of()));
    String end = directory.substring(0, directory.length() - 1) + (char) ('/' + 1);
    all().subMap(directory, end).values().forEach(found::addAll);
    for (Universe.Visible file : found) {
      needed.putIfAbsent(file.name(), file);
    }
    return found;
  }

  /** Returns the first file of each name that was asked for. */
  Iterable<Universe.Visible> needed() {
    return needed.values();
  }

  private NavigableMap<String, List<Universe.Visible>> all() {
    NavigableMap<String, List<Universe.Visible>> known = all;
    if (known == null) {
      known = new TreeMap<>();
      for (EntryIndex entry : universe.entries()) {
        for (Universe.Visible file : universe.resources(entry)) {
          if (file.name().startsWith(META_INF) && !file.name().startsWith(Universe.MAVEN)) {
            known.computeIfAbsent(file.name(), name -> new ArrayList<>(1)).add(file);
          }
        }
      }
      all = known;
    }
    return known;
  }
}
