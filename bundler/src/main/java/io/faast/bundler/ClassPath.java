package io.faast.bundler;

import java.nio.file.Path;
import java.util.List;

/**
 * Jars and directories in the order in which classes are looked for.
 *
 * @param entries jars and directories; the first that has a name wins. Entries that do not exist
 *     are passed over, as the JVM does
 */
public record ClassPath(List<Path> entries) {

  /** Takes a copy. */
  public ClassPath {
    entries = List.copyOf(entries);
  }

  /** Returns the class path of the given entries. */
  public static ClassPath of(Path... entries) {
    return new ClassPath(List.of(entries));
  }

  /**
   * Finds where a class loader takes its classes from: the class and module path of the running JVM
   * and the URLs of the {@link java.net.URLClassLoader}s up the parent chain, parents first, as
   * they are searched. A class path that is one jar which only lists others in its manifest (as
   * build tools and IDEs make to keep command lines short) is replaced by what it lists.
   */
  public static ClassPath of(ClassLoader loader) {
    return ClassPathFinder.find(loader);
  }
}
