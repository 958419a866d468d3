package io.faast.bundler.hints;

import java.util.List;
import java.util.Set;

/** What Kotlin's metadata names, and what its reflection needs besides the class itself. */
public final class KotlinNames {
  private KotlinNames() {}

  /**
   * Returns the internal names of the classes that the {@code d2} of a Metadata annotation names.
   */
  public static Set<String> inMetadata(List<String> d2) {
    return Set.of();
  }

  /**
   * Returns the internal names that belong to a class which Kotlin's reflection or serialisation
   * looks at, whether there are such classes or not.
   */
  public static List<String> companions(String name) {
    return List.of();
  }
}
