package io.faast.bundler;

import org.jspecify.annotations.Nullable;

/** A class or method that leads to others, and what led to itself. */
sealed interface Reason permits ClassNode, MethodNode {
  /** Returns what led here first; null for a root. */
  @Nullable Reason reason();

  /** Returns by what rule, if not by plain use. */
  @Nullable String rule();

  /** Returns its name as people write it. */
  String text();
}
