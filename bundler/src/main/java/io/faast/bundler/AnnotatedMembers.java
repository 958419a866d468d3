package io.faast.bundler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Methods that somebody finds by an annotation: kept once reached code has that annotation's class,
 * or the class of an annotation on the annotation, as a value. Annotations of the JDK are always
 * looked for.
 */
final class AnnotatedMembers {
  private final Reachability reachability;
  private final Set<ClassNode> asked = new HashSet<>();
  private final Map<ClassNode, List<MethodNode>> waiting = new HashMap<>();
  private final Map<ClassNode, List<ClassNode>> annotations = new HashMap<>();

  AnnotatedMembers(Reachability reachability) {
    this.reachability = reachability;
  }

  /** Reached code has the class as a value. */
  void asked(ClassNode annotation) throws BundleException {
    if (!asked.add(annotation)) {
      return;
    }
    List<MethodNode> methods = waiting.remove(annotation);
    if (methods != null) {
      for (MethodNode method : methods) {
        reachability.reach(method, method.owner);
      }
    }
    List<ClassNode> annotated = annotations.remove(annotation);
    if (annotated != null) {
      for (ClassNode other : annotated) {
        asked(other);
      }
    }
  }

  /** Returns whether a linked class has annotations of the class path. */
  boolean hasAnnotations(ClassNode node) {
    Facts facts = Reachability.facts(node);
    return !annotations(facts, facts.classOps(node.start)).isEmpty();
  }

  /**
   * Returns whether reached code has the class of an annotation of a linked class as a value, or of
   * an annotation of that annotation.
   */
  boolean isAskedFor(ClassNode node) throws BundleException {
    Set<ClassNode> seen = new HashSet<>();
    Deque<ClassNode> waiting = new ArrayDeque<>(); // and no recursion: a chain may be long
    waiting.add(node);
    while (!waiting.isEmpty()) {
      ClassNode next = waiting.removeFirst();
      Facts facts = Reachability.facts(next);
      for (ClassNode annotation : annotations(facts, facts.classOps(next.start))) {
        if (asked.contains(annotation)) {
          return true;
        }
        if (seen.add(annotation) && reachability.isReadable(annotation)) {
          reachability.link(annotation);
          waiting.add(annotation);
        }
      }
    }
    return false;
  }

  /** Returns whether reached code has the class of an annotation of a linked class's member. */
  boolean isAskedForIn(ClassNode node) {
    Facts facts = Reachability.facts(node);
    for (MethodNode method : node.methods) {
      if (method.is(Facts.ANNOTATED) && isAsked(facts, method.ops)) {
        return true;
      }
    }
    int at = facts.afterOps(facts.classOps(node.start));
    for (int n = facts.data[at++]; n > 0; n--) {
      if (isAsked(facts, at + 3)) {
        return true;
      }
      at = facts.afterOps(at + 3);
    }
    return false;
  }

  private boolean isAsked(Facts facts, int at) {
    for (ClassNode annotation : annotations(facts, at)) {
      if (asked.contains(annotation)) {
        return true;
      }
    }
    return false;
  }

  /** A class is live: its annotated methods may be found. */
  void live(ClassNode node) throws BundleException {
    Facts facts = Reachability.facts(node);
    if (node.is(org.objectweb.asm.Opcodes.ACC_ANNOTATION)) {
      for (ClassNode other : annotations(facts, facts.classOps(node.start))) {
        if (asked.contains(other)) {
          asked(node);
        } else {
          annotations.computeIfAbsent(other, key -> new ArrayList<>()).add(node);
        }
      }
    }
    for (MethodNode method : node.methods) {
      if (method.is(Facts.ANNOTATED)) {
        live(method, facts);
      }
    }
  }

  private void live(MethodNode method, Facts facts) throws BundleException {
    for (ClassNode annotation : annotations(facts, method.ops)) {
      if (asked.contains(annotation)) {
        reachability.reach(method, method.owner);
        return;
      }
      // The annotation may itself be found by one of its own.
      if (reachability.isReadable(annotation)) {
        reachability.live(annotation, method, "annotation");
      }
      if (asked.contains(annotation)) {
        reachability.reach(method, method.owner);
        return;
      }
      waiting.computeIfAbsent(annotation, key -> new ArrayList<>()).add(method);
    }
  }

  private List<ClassNode> annotations(Facts facts, int at) {
    List<ClassNode> found = new ArrayList<>(2);
    for (int i = at + 1; i <= at + facts.data[at]; i++) {
      if (Op.kind(facts.data[i]) == Op.ANNOTATION) {
        ClassNode node = reachability.linker.node(facts, Op.id(facts.data[i]));
        if (node != null) {
          found.add(node);
        }
      }
    }
    return found;
  }
}
