package io.faast.bundler;

import org.jspecify.annotations.Nullable;

/** A class of the class path, and how it was reached. */
final class Node {
  /** Internal name, with slashes. */
  final String name;

  final EntryIndex entry;
  final int file;

  boolean reached;

  /** The class that led here first; null for a root. */
  @Nullable Node parent;

  /** By what rule, if not by a plain reference. */
  @Nullable String rule;

  Node(String name, EntryIndex entry, int file) {
    this.name = name;
    this.entry = entry;
    this.file = file;
  }
}
