package io.faast.bundler;

import java.util.HashSet;
import java.util.Set;

/**
 * What the classes of one source file say in strings, and whether they look things up by name. A
 * name is rarely put together elsewhere than where it is used.
 */
final class Nest {
  final EntryIndex entry;
  final Set<String> words = new HashSet<>(4);

  /** Words that were written with a dot before them. */
  final Set<String> continuations = new HashSet<>(2);

  /** Names before a parenthesis: those of methods, in the text of some language. */
  final Set<String> calls = new HashSet<>(2);

  final Set<String> packages = new HashSet<>(2);

  /** Members are looked up by name. */
  boolean looksUpMembers;

  /** Classes are looked up by names that are put together. */
  boolean looksUpClasses;

  Nest(EntryIndex entry) {
    this.entry = entry;
  }
}
