package io.faast.bundler.hints;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What Kotlin's metadata names, and what its reflection and serialisation need besides the class
 * itself. The names are candidates: the caller looks them up among the classes that there are.
 */
public final class KotlinNames {
  /** The kind of a class made of several files: its d1 holds the names of its parts. */
  private static final int MULTI_FILE_FACADE = 4;

  private static final int MAX_TEXT = 65_535;

  private KotlinNames() {}

  /**
   * Returns the internal names of the classes that a Metadata annotation names.
   *
   * @param kind its k
   * @param d1 its d1, which is binary but for classes of several files
   * @param d2 its d2: names of classes and members, signatures, and parts of the latter
   */
  public static Set<String> inMetadata(int kind, List<String> d1, List<String> d2) {
    Set<String> names = new LinkedHashSet<>();
    if (kind == MULTI_FILE_FACADE) {
      for (String part : d1) {
        add(part, names);
      }
    }
    for (String text : d2) {
      if (text.length() > MAX_TEXT) {
        continue;
      }
      int semicolon = text.indexOf(';');
      if (semicolon < 0) {
        add(text, names);
        continue;
      }
      for (int from = 0; semicolon >= 0; semicolon = text.indexOf(';', from)) {
        descriptor(text, from, semicolon, names);
        from = semicolon + 1;
      }
    }
    return names;
  }

  /** Adds the class whose descriptor ends at a semicolon. */
  private static void descriptor(String text, int from, int semicolon, Set<String> names) {
    int at = from;
    while (at < semicolon && "()[BCDFIJSVZ".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at < semicolon && text.charAt(at) == 'L') {
      add(text.substring(at + 1, semicolon), names);
    }
  }

  /** Adds a name, in which dots stand before nested classes. */
  private static void add(String text, Set<String> names) {
    boolean name = text.indexOf('/') > 0 && !text.startsWith("java/");
    for (int i = 0; i < text.length() && name; i++) {
      name = "()<>;[: ".indexOf(text.charAt(i)) < 0;
    }
    if (name) {
      names.add(text.replace('.', '$'));
    }
  }

  /**
   * Returns the internal names that belong to a class which Kotlin's reflection or serialisation
   * looks at: default bodies of an interface's methods, the companion object, and the serializer
   * that the compiler made, whether there are such classes or not.
   */
  public static List<String> companions(String name) {
    return List.of(
        name + "$DefaultImpls", name + "$Companion", name + "$$serializer", name + "$serializer");
  }
}
