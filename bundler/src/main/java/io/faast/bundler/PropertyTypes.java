package io.faast.bundler;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Types of properties that no reached code uses but a mapper looks at: where such a type has an
 * annotation that reached code asks for, it is kept with its annotations and with what those name.
 */
final class PropertyTypes {
  private final Reachability reachability;
  private final AnnotatedMembers annotated;
  private final Set<ClassNode> followed = new HashSet<>();
  private final Set<ClassNode> seen = new HashSet<>();

  /** Types that are not live, and have annotations. */
  private final List<ClassNode> waiting = new ArrayList<>();

  private final NameTable table = new NameTable();

  PropertyTypes(Reachability reachability, AnnotatedMembers annotated) {
    this.reachability = reachability;
    this.annotated = annotated;
  }

  /** Follows the properties of live classes; returns whether a class became live by that. */
  boolean apply() throws BundleException {
    for (int i = 0; i < reachability.reached.size(); i++) {
      ClassNode node = reachability.reached.get(i);
      if ((node.whole || node.accessible) && followed.add(node)) {
        for (MethodNode method : node.methods) {
          if (MemberRules.isAccessor(method)) {
            types(node, method);
          }
        }
      }
    }
    boolean more = false;
    for (ClassNode node : List.copyOf(waiting)) {
      if (node.live || annotated.isAskedFor(node)) {
        more |= !node.live;
        reachability.live(node, null, "an annotated type of a property");
        waiting.remove(node);
      }
    }
    return more;
  }

  private void types(ClassNode owner, MethodNode method) throws BundleException {
    Facts facts = Reachability.facts(owner);
    String text = method.signature < 0 ? method.selector.descriptor : facts.names[method.signature];
    Refs refs = new Refs();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    new Descriptors(table, refs).parse(bytes, 0, bytes.length, false);
    for (int i = 0; i < refs.size; i++) {
      ClassNode node = reachability.universe.node(table.names().get(refs.values[i]));
      if (node != null && !node.live && seen.add(node) && reachability.isReadable(node)) {
        reachability.link(node);
        if (annotated.hasAnnotations(node)) {
          waiting.add(node);
        }
      }
    }
  }
}
