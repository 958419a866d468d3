package io.faast.bundler;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run of a module really used of its class path. Immutable.
 *
 * @param classes names ({@code pkg.Outer$Inner}) of the classes that were loaded
 * @param named names of classes that were asked for by name, or whose members were missing: a
 *     bundle keeps them with all their members
 * @param resources names, with slashes, of the resources that were found
 */
public record Trace(Set<String> classes, Set<String> named, Set<String> resources) {
  /** Nothing. */
  public static final Trace NONE = new Trace(Set.of(), Set.of(), Set.of());

  /** Takes sorted copies. */
  public Trace {
    classes = sorted(classes);
    named = sorted(named);
    resources = sorted(resources);
  }

  private static Set<String> sorted(Set<String> names) {
    return Collections.unmodifiableSet(new TreeSet<>(names));
  }

  /** Returns whether there is nothing in it. */
  public boolean isEmpty() {
    return size() == 0;
  }

  int size() {
    return classes.size() + named.size() + resources.size();
  }

  Trace and(Trace other) {
    return new Trace(
        union(classes, other.classes),
        union(named, other.named),
        union(resources, other.resources));
  }

  private static Set<String> union(Set<String> a, Set<String> b) {
    Set<String> all = new TreeSet<>(a);
    all.addAll(b);
    return all;
  }
}
