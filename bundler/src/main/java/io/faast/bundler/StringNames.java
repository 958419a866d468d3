package io.faast.bundler;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes apart the strings of reached code: names of classes, of packages, and parts of names. */
final class StringNames {
  /** Simple names that reached code may put behind another name. */
  final Set<String> suffixes = new HashSet<>();

  /** Those of them that begin with a dot: they are put behind a package, or a class around them. */
  final Set<String> continuations = new HashSet<>();

  /** Qualified names that no class has, with slashes: one may become a class's name. */
  final Set<String> bases = new HashSet<>();

  /** Packages whose classes reached code may name by putting a simple name behind them. */
  final Set<String> packages = new HashSet<>();

  /** By prefix, simple names of classes somewhere below it that reached code may look up. */
  final Map<String, Set<String>> below = new HashMap<>();

  /** By package, beginnings of the names of its classes that reached code may go on with. */
  private final Map<String, Set<String>> prefixes = new HashMap<>();

  /** Whether reached code names files that say what Maven project a jar is of. */
  boolean namesMaven;

  private final Universe universe;

  /** Whether names of packages may be those of classes that JAXB binds. */
  private final boolean bindsXml;

  StringNames(Universe universe) {
    this.universe = universe;
    bindsXml =
        universe.node("jakarta/xml/bind/JAXBContext") != null
            || universe.node("javax/xml/bind/JAXBContext") != null;
  }

  /** Reached code may go on with this name, which ends within that of a class. */
  void prefix(String name) {
    int slash = name.lastIndexOf('/');
    if (slash > 0 && Character.isUpperCase(name.charAt(slash + 1))) {
      prefixes
          .computeIfAbsent(name.substring(0, slash), key -> new HashSet<>())
          .add(name.substring(slash + 1));
    }
  }

  /** Returns whether a class's name goes on where a string of reached code ends. */
  boolean isContinued(String name, String packageName) {
    Set<String> beginnings = prefixes.get(packageName);
    if (beginnings != null) {
      for (String beginning : beginnings) {
        if (name.startsWith(beginning, packageName.length() + 1)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Is told which classes and services a string names. */
  interface Found {
    void named(ClassNode node, Reason by) throws BundleException;

    void service(String type, Reason by) throws BundleException;

    /** A string names a package whose classes this one makes for an XML binder. */
    void registry(ClassNode factory, Reason by) throws BundleException;

    /** A string names a file, or a directory of files, that jars may have for a library. */
    void resource(String path, Reason by) throws BundleException;
  }

  /**
   * Takes a string apart.
   *
   * @param own whether it stands in the module's own code, whose parts of names count wherever they
   *     stand
   */
  void look(String text, Nest nest, boolean own, Reason by, Found found) throws BundleException {
    int length = text.length();
    int i = 0;
    while (i < length) {
      while (i < length && !inName(text.charAt(i))) {
        i++;
      }
      int start = i;
      int separators = 0;
      while (i < length && inName(text.charAt(i))) {
        char c = text.charAt(i++);
        separators += c == '.' || c == '/' ? 1 : 0;
      }
      if (i > start) {
        boolean whole =
            (start == 0 || text.charAt(start - 1) == 1) && (i == length || text.charAt(i) == 1);
        if (i < length && text.charAt(i) == '(') {
          called(text.substring(start, i), nest);
        }
        if (separators == 0) {
          simple(text.substring(start, i), whole, nest, own);
        } else {
          qualified(text.substring(start, i), nest, own, by, found);
        }
      }
    }
  }

  /** A name before a parenthesis may be that of a method. */
  private static void called(String name, Nest nest) {
    nest.calls.add(name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1));
  }

  private static boolean inName(char c) {
    return (Character.isJavaIdentifierPart(c) && c > 1) || c == '.' || c == '/' || c == '-';
  }

  private void simple(String word, boolean whole, Nest nest, boolean own) {
    if (whole) {
      nest.words.add(word);
      if (own) {
        suffixes.add(word);
      }
    }
  }

  private void qualified(String text, Nest nest, boolean own, Reason by, Found found)
      throws BundleException {
    int from = 0;
    while (from < text.length() && (text.charAt(from) == '.' || text.charAt(from) == '/')) {
      from++;
    }
    if (PluginFiles.isPath(text, from)) {
      found.resource(text.substring(from), by);
    }
    if (text.startsWith(Universe.SERVICES, from)) {
      found.service(text.substring(from + Universe.SERVICES.length()).replace('.', '/'), by);
      return;
    }
    namesMaven |= text.startsWith(Universe.MAVEN, from);
    if (text.indexOf('.', from) < 0 && text.indexOf('/', from) < 0) {
      String word = text.substring(from);
      simple(word, true, nest, own);
      if (text.charAt(0) == '.') {
        nest.continuations.add(word); // such as ".Impl"
      }
      return;
    }
    String name = text.substring(from).replace('.', '/');
    if (name.endsWith("/class")) {
      name = name.substring(0, name.length() - 6);
    }
    if (name.endsWith("/")) {
      if (text.charAt(0) == '.') {
        nest.continuations.add(name); // such as ".platform."
      }
      packages.add(name.substring(0, name.length() - 1));
      return;
    }
    ClassNode node = find(name);
    if (node != null) {
      prefix(node.name.concat("$")); // its inner classes, by names that are data
      found.named(node, by);
      return;
    }
    found.service(name, by); // which need be no class
    if (bindsXml) {
      ClassNode factory = universe.node(name.concat("/ObjectFactory"));
      if (factory != null) {
        found.registry(factory, by);
      }
    }
    if (name.endsWith("$")) {
      prefix(name);
    }
    if (text.charAt(0) == '.') {
      nest.continuations.add(name); // such as ".internal.Loader"
    }
    bases.add(name);
    nest.packages.add(name);
    if (own) {
      packages.add(name);
    }
  }

  /** Finds the class of a name, whose inner classes may be written with dots. */
  private @Nullable ClassNode find(String name) {
    ClassNode node = universe.node(name);
    int slash = name.lastIndexOf('/');
    while (node == null && slash > 0 && isUpper(name, name.lastIndexOf('/', slash - 1) + 1)) {
      String inner = name.substring(0, slash) + "$" + name.substring(slash + 1);
      node = universe.node(inner);
      name = inner;
      slash = name.lastIndexOf('/');
    }
    return node;
  }

  private static boolean isUpper(String name, int at) {
    return at < name.length() && Character.isUpperCase(name.charAt(at));
  }
}
