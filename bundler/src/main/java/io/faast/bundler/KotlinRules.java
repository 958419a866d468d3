package io.faast.bundler;

import java.util.ArrayList;
import java.util.List;

/**
 * Kotlin's full reflection reads the metadata of classes and of what they inherit, and looks up
 * every member that it tells of. Where it is reached, live Kotlin classes are kept whole.
 */
final class KotlinRules {
  private static final String METADATA = "kotlin/Metadata";
  private static final String REFLECTION = "kotlin/reflect/jvm/internal/ReflectionFactoryImpl";
  private static final String OWN_PACKAGE = "kotlin/reflect/jvm/internal/";

  private final Reachability reachability;
  private final List<ClassNode> waiting = new ArrayList<>();
  private boolean reflects;

  KotlinRules(Reachability reachability) {
    this.reachability = reachability;
  }

  /** A class is live. */
  void live(ClassNode node) throws BundleException {
    if (node.name.equals(REFLECTION)) {
      reflects = true;
      for (ClassNode other : waiting) {
        keep(other);
      }
      waiting.clear();
    } else if (isKotlin(node) && !node.name.startsWith(OWN_PACKAGE)) {
      if (reflects) {
        keep(node);
      } else {
        waiting.add(node);
      }
    }
  }

  private void keep(ClassNode node) throws BundleException {
    for (ClassNode type : node.supertypes) {
      if (isKotlin(type)) {
        reachability.whole(type, node, "read by Kotlin's reflection");
      }
    }
  }

  private static boolean isKotlin(ClassNode node) {
    Facts facts = Reachability.facts(node);
    int at = facts.classOps(node.start);
    for (int i = at + 1; i <= at + facts.data[at]; i++) {
      if (Op.kind(facts.data[i]) == Op.ANNOTATION
          && facts.names[Op.id(facts.data[i])].equals(METADATA)) {
        return true;
      }
    }
    return false;
  }
}
