package io.faast.bundler;

import java.util.HashSet;
import java.util.Set;

/** A class of the JDK: which of its methods subclasses can override, so that the JDK calls them. */
final class PlatformClass {
  final String name;

  /** Supertypes, this class among them, Object left out. */
  final Set<PlatformClass> supertypes = new HashSet<>(4);

  /** Methods of this very class that can be overridden. */
  final Set<Selector> overridable = new HashSet<>();

  PlatformClass(String name) {
    this.name = name;
  }
}
