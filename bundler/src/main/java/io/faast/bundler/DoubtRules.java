package io.faast.bundler;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Classes that no reached class names but whose names reached code might put together: a package or
 * prefix that is a string constant, and a base with a suffix ({@code Impl}, {@code _de}, {@code
 * $Mappings}).
 */
final class DoubtRules {
  /** How the rules begin by which classes are kept on doubt. */
  static final String DOUBT = "doubt: ";

  private final Reachability reachability;
  private final StringNames strings;
  private String lastPackage = "";
  private boolean lastNamed;

  DoubtRules(Reachability reachability, StringNames strings) {
    this.reachability = reachability;
    this.strings = strings;
  }

  /** Reaches what the rules say, given what is reached by now. */
  void apply() throws BundleException {
    lastPackage = "";
    lastNamed = false;
    Set<EntryIndex> composing = owners(Feature.COMPUTED_CLASS);
    composing.retainAll(owners(Feature.PACKAGE_NAME));
    for (ClassNode node : reachability.universe.classes()) {
      if (!node.whole) {
        apply(node);
        if (!node.live && composing.contains(node.entry)) {
          applyVariant(node);
        }
      }
    }
  }

  private Set<EntryIndex> owners(Feature feature) {
    Set<EntryIndex> owners = new HashSet<>();
    for (MethodNode method : reachability.features.getOrDefault(feature, List.of())) {
      owners.add(method.owner.entry);
    }
    return owners;
  }

  /**
   * {@code pkg.linux.Name} for {@code pkg.Name}, in a jar that puts packages and names together.
   */
  private void applyVariant(ClassNode node) throws BundleException {
    int slash = node.name.lastIndexOf('/');
    int end = slash < 0 ? -1 : node.name.lastIndexOf('/', slash - 1);
    for (; end > 0; end = node.name.lastIndexOf('/', end - 1)) {
      ClassNode model =
          reachability.universe.node(node.name.substring(0, end) + node.name.substring(slash));
      if (model != null && model.live && model.entry == node.entry) {
        reach(node, model, DOUBT + "its name is one of a package above it");
        return;
      }
    }
  }

  private void apply(ClassNode node) throws BundleException {
    String name = node.name;
    int slash = name.lastIndexOf('/');
    if (slash < 0) {
      return;
    }
    if (lastPackage.length() != slash || !name.startsWith(lastPackage)) {
      lastPackage = name.substring(0, slash);
      lastNamed = lastPackage.indexOf('/') > 0 && strings.packages.contains(lastPackage);
    }
    if (lastNamed) {
      reach(node, null, DOUBT + "a string names its package");
      return;
    }
    if (strings.isContinued(name, lastPackage)) {
      reach(node, null, DOUBT + "its name begins as a string does");
      return;
    }
    if (node.live) {
      return;
    }
    if (isBelow(name, slash)) {
      reach(node, null, DOUBT + "strings have the beginning and the end of its name");
      return;
    }
    if (isPutBehindPackage(name.substring(slash + 1))) {
      reach(node, null, DOUBT + "a string may be put behind its package");
      return;
    }
    for (int i = slash + 2; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_' || c == '$' || (c >= 'A' && c <= 'Z')) {
        String base = name.substring(0, i);
        if (isSuffix(name.substring(i))) {
          ClassNode baseNode = reachability.universe.node(base);
          if (baseNode != null ? baseNode.live : strings.bases.contains(base)) {
            reach(node, baseNode, DOUBT + "its name is a known one with a suffix");
            return;
          }
        }
      }
    }
    if (name.endsWith("Impl")) {
      applyImpl(node, slash);
    }
  }

  private boolean isBelow(String name, int slash) {
    for (Map.Entry<String, Set<String>> prefix : strings.below.entrySet()) {
      if (name.startsWith(prefix.getKey())
          && prefix.getValue().contains(name.substring(slash + 1))) {
        return true;
      }
    }
    return false;
  }

  private boolean isPutBehindPackage(String simpleName) {
    return strings.bases.contains(lastPackage)
        ? strings.suffixes.contains(simpleName)
        : strings.continuations.contains(simpleName) && reachability.packages.contains(lastPackage);
  }

  private void reach(ClassNode node, @Nullable ClassNode parent, String rule)
      throws BundleException {
    if (reachability.isReadable(node)) {
      reachability.whole(node, parent, rule);
    }
  }

  /** {@code pkg.impl.NameImpl} for {@code pkg.Name}. */
  private void applyImpl(ClassNode node, int slash) throws BundleException {
    String name = node.name;
    int parent = name.lastIndexOf('/', slash - 1);
    if (parent > 0 && name.startsWith("impl", parent + 1) && slash == parent + 5) {
      String base = name.substring(0, parent) + name.substring(slash, name.length() - 4);
      ClassNode baseNode = reachability.universe.node(base);
      if (baseNode != null && baseNode.live) {
        reach(node, baseNode, DOUBT + "its name is that of an implementation");
      }
    }
  }

  private boolean isSuffix(String suffix) {
    return suffix.equals("Impl") || suffix.charAt(0) == '_' || strings.suffixes.contains(suffix);
  }
}
