package io.faast.bundler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Types that no reached code uses but whose annotations somebody looks at: interfaces of live
 * classes, types of properties that a mapper sets, and types of what is injected. Where such a type
 * has an annotation that reached code asks for, it is kept with its annotations and with what those
 * name. So are member classes, where reached code lists those of a class.
 */
final class AnnotatedTypes {
  /** Reads the class files of configuration classes, and those of their member classes. */
  private static final String SPRING = "org/springframework/core/type/classreading/MetadataReader";

  private final Reachability reachability;
  private final AnnotatedMembers annotated;
  private final Set<ClassNode> mapped = new HashSet<>();
  private final Set<ClassNode> seen = new HashSet<>();

  /** Types that are not live, and have annotations. */
  private final List<ClassNode> waiting = new ArrayList<>();

  /** How many of the live classes were followed. */
  private int followed;

  AnnotatedTypes(Reachability reachability, AnnotatedMembers annotated) {
    this.reachability = reachability;
    this.annotated = annotated;
  }

  /**
   * Follows live classes; returns whether another one became live by that.
   *
   * @param properties whether reached code looks for properties and calls what it finds
   */
  boolean apply(boolean properties) throws BundleException {
    while (followed < reachability.reached.size()) {
      follow(reachability.reached.get(followed++));
    }
    if (properties) {
      for (int i = 0; i < reachability.reached.size(); i++) {
        ClassNode node = reachability.reached.get(i);
        if ((node.whole || node.accessible) && mapped.add(node)) {
          followProperties(node);
        }
      }
    }
    boolean more = listsMemberClasses() && reachMemberClasses();
    for (ClassNode node : List.copyOf(waiting)) {
      if (node.live || annotated.isAskedFor(node)) {
        more |= !node.live;
        reachability.live(node, null, "a type whose annotations are looked at");
        waiting.remove(node);
      }
    }
    return more;
  }

  private void follow(ClassNode node) throws BundleException {
    for (ClassNode type : node.supertypes) {
      add(type);
    }
    for (MethodNode method : node.methods) {
      if (method.is(Facts.ANNOTATED)) {
        types(node, method.selector.descriptor, method.signature);
      }
    }
    Facts facts = Reachability.facts(node);
    int at = facts.afterOps(facts.classOps(node.start));
    for (int n = facts.data[at++]; n > 0; n--) {
      if (facts.data[at + 3] > 0) {
        Selector field = reachability.linker.selector(facts, facts.data[at + 1]);
        types(node, field.descriptor, facts.data[at + 2]);
      }
      at = facts.afterOps(at + 3);
    }
  }

  private void followProperties(ClassNode node) throws BundleException {
    for (MethodNode method : node.methods) {
      if (MemberRules.isAccessor(method)) {
        types(node, method.selector.descriptor, method.signature);
      }
    }
  }

  private void types(ClassNode owner, String descriptor, int signature) throws BundleException {
    for (ClassNode node : reachability.signatures.of(owner, descriptor, signature)) {
      add(node);
    }
  }

  private void add(ClassNode node) throws BundleException {
    if (!node.live && seen.add(node) && reachability.isReadable(node)) {
      reachability.link(node);
      if (annotated.hasAnnotations(node)) {
        waiting.add(node);
      }
    }
  }

  private boolean listsMemberClasses() {
    ClassNode spring = reachability.universe.node(SPRING);
    return reachability.features.containsKey(Feature.CLASS_LISTING)
        || (spring != null && spring.live);
  }

  private boolean reachMemberClasses() throws BundleException {
    boolean more = false;
    for (ClassNode node : reachability.universe.classes()) {
      int dollar = node.name.lastIndexOf('$');
      if (node.whole || dollar <= 0 || dollar == node.name.length() - 1) {
        continue;
      }
      ClassNode outer = reachability.universe.node(node.name.substring(0, dollar));
      if (outer == null
          || !outer.live
          || !(outer.whole || outer.reflected)
          || !reachability.isReadable(node)) {
        continue;
      }
      reachability.link(node);
      if (annotated.isAskedFor(node)) {
        reachability.whole(node, outer, "an annotated member class");
        more = true;
      }
    }
    return more;
  }
}
