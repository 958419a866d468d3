package io.faast.bundler;

import org.jspecify.annotations.Nullable;

/**
 * Classes that no reached class names but whose names reached code might put together: a package or
 * prefix that is a string constant, and a base with a suffix ({@code Impl}, {@code _de}, {@code
 * $Mappings}).
 */
final class DoubtRules {
  /** How the rules begin by which classes are kept on doubt. */
  static final String DOUBT = "doubt: ";

  private final Closure closure;
  private String lastPackage = "";
  private boolean lastNamed;

  DoubtRules(Closure closure) {
    this.closure = closure;
  }

  /** Reaches what the rules say, given what is reached by now. */
  void apply() throws BundleException {
    lastPackage = "";
    lastNamed = false;
    for (Node node : closure.universe.classes()) {
      if (!node.reached && node.entry.kinds[node.file] != EntryIndex.BROKEN) {
        apply(node);
      }
    }
  }

  private void apply(Node node) throws BundleException {
    String name = node.name;
    int slash = name.lastIndexOf('/');
    if (slash < 0) {
      return;
    }
    if (!name.startsWith(lastPackage) || lastPackage.length() != slash) {
      lastPackage = name.substring(0, slash);
      lastNamed = lastPackage.indexOf('/') > 0 && closure.texts.contains(lastPackage);
    }
    if (lastNamed) {
      reach(node, null, DOUBT + "a string names its package");
      return;
    }
    for (int i = slash + 2; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_' || c == '$' || (c >= 'A' && c <= 'Z')) {
        String base = name.substring(0, i);
        Node baseNode = closure.universe.node(base);
        boolean known = baseNode != null ? baseNode.reached : closure.texts.contains(base);
        if (known && isSuffix(name.substring(i))) {
          reach(node, baseNode, DOUBT + "its name is a known one with a suffix");
          return;
        }
      }
    }
    if (name.endsWith("Impl")) {
      applyImpl(node, slash);
    }
  }

  private void reach(Node node, @Nullable Node parent, String rule) throws BundleException {
    closure.read(node);
    if (node.entry.kinds[node.file] != EntryIndex.BROKEN) {
      closure.reach(node, parent, rule);
    }
  }

  /** {@code pkg.impl.NameImpl} for {@code pkg.Name}. */
  private void applyImpl(Node node, int slash) throws BundleException {
    String name = node.name;
    int parent = name.lastIndexOf('/', slash - 1);
    if (parent > 0 && name.startsWith("impl", parent + 1) && slash == parent + 5) {
      String base = name.substring(0, parent) + name.substring(slash, name.length() - 4);
      Node baseNode = closure.universe.node(base);
      if (baseNode != null && baseNode.reached) {
        reach(node, baseNode, DOUBT + "its name is that of an implementation");
      }
    }
  }

  private boolean isSuffix(String suffix) {
    return suffix.equals("Impl") || suffix.charAt(0) == '_' || closure.texts.contains(suffix);
  }
}
