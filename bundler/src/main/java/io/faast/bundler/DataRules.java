package io.faast.bundler;

import java.util.ArrayDeque;
import java.util.Deque;
import org.objectweb.asm.Opcodes;

/**
 * Classes whose objects are data: they cross the wire or are given to a mapper, which finds their
 * members by itself. They are kept whole, and so is, recursively, what their fields and properties
 * hold.
 */
final class DataRules {
  private final Reachability reachability;
  private final Deque<ClassNode> waiting = new ArrayDeque<>();

  DataRules(Reachability reachability) {
    this.reachability = reachability;
  }

  /** The class is data. */
  void follow(ClassNode node, Reason from) throws BundleException {
    add(node, from);
    while (!waiting.isEmpty()) {
      members(waiting.removeFirst());
    }
  }

  /** The classes in a method's signature are data. */
  void signature(ClassNode node, String descriptor, int signature, Reason from)
      throws BundleException {
    types(node, descriptor, signature, from);
    while (!waiting.isEmpty()) {
      members(waiting.removeFirst());
    }
  }

  private void add(ClassNode node, Reason from) throws BundleException {
    if (node.data || !reachability.isReadable(node)) {
      return;
    }
    node.data = true;
    reachability.live(node, from, "data");
    if (reachability.own.has(node) || isDataLike(node)) {
      reachability.whole(node, from, "data");
      waiting.add(node);
    }
  }

  /** Interfaces and what cannot be made without arguments are no data that a mapper can make. */
  static boolean isDataLike(ClassNode node) {
    if (node.is(Opcodes.ACC_RECORD) || node.isEnum()) {
      return true;
    }
    if (node.isInterface()) {
      return false;
    }
    for (MethodNode method : node.methods) {
      if (method.isConstructor()
          && (method.selector.descriptor.equals("()V") || method.is(Facts.ANNOTATED))) {
        return true;
      }
    }
    return false;
  }

  private void members(ClassNode node) throws BundleException {
    Facts facts = Reachability.facts(node);
    int at = facts.classOps(node.start);
    at = facts.afterOps(at);
    for (int n = facts.data[at++]; n > 0; n--) {
      int skipped = Opcodes.ACC_STATIC | Opcodes.ACC_TRANSIENT;
      if ((facts.data[at] & skipped) == 0) {
        String descriptor = reachability.linker.selector(facts, facts.data[at + 1]).descriptor;
        types(node, descriptor, facts.data[at + 2], node);
      }
      at = facts.afterOps(at + 3);
    }
    for (MethodNode method : node.methods) {
      if (method.is(Opcodes.ACC_PUBLIC) && method.selector.descriptor.startsWith("()L")) {
        types(node, method.selector.descriptor, method.signature, node);
      }
    }
    if (node.superClass != null) {
      add(node.superClass, node);
    }
    if (facts.data[node.start + 2] >= 0) {
      types(node, "", facts.data[node.start + 2], node);
    }
  }

  private void types(ClassNode owner, String descriptor, int signature, Reason from)
      throws BundleException {
    for (ClassNode node : reachability.signatures.of(owner, descriptor, signature)) {
      add(node, from);
    }
  }
}
