package io.faast.bundler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the members and supertypes of classes. Not thread-safe. */
final class Linker {
  private static final int MAX_SUPERTYPES = 2_000;

  private final Universe universe;
  private final Platform platform;
  private final Selectors selectors;

  Linker(Universe universe, Platform platform, Selectors selectors) {
    this.universe = universe;
    this.platform = platform;
    this.selectors = selectors;
  }

  /** Reads the entry of a class if it was not read yet. */
  interface Opener {
    void open(ClassNode node) throws BundleException;
  }

  /** Links a class and its supertypes. A list and no recursion: a chain of classes may be long. */
  void link(ClassNode node, Opener opener) throws BundleException {
    Deque<ClassNode> waiting = new ArrayDeque<>();
    waiting.push(node);
    while (!waiting.isEmpty()) {
      ClassNode next = waiting.getFirst();
      if (next.linked) {
        waiting.pop();
      } else if (next.facts == null) {
        opener.open(next);
        prepare(next);
        pushSupertypes(next, waiting);
      } else {
        finish(next);
        waiting.pop();
      }
    }
  }

  private static void pushSupertypes(ClassNode node, Deque<ClassNode> waiting) {
    // One that has facts but is not linked is waiting below: a class that is its own supertype.
    if (node.superClass != null && node.superClass.facts == null) {
      waiting.push(node.superClass);
    }
    for (ClassNode type : node.interfaces) {
      if (type.facts == null) {
        waiting.push(type);
      }
    }
  }

  private void prepare(ClassNode node) {
    EntryIndex entry = node.entry;
    Facts facts = entry.facts[entry.parts[node.file]];
    int start = entry.starts[node.file];
    node.facts = facts;
    node.start = start;
    int[] data = facts.data;
    node.access = data[start];
    node.superClass = data[start + 1] < 0 ? null : node(facts, data[start + 1]);
    int count = data[start + 4];
    List<ClassNode> interfaces = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ClassNode type = node(facts, data[start + 5 + i]);
      if (type != null) {
        interfaces.add(type);
      }
    }
    node.interfaces = interfaces;
    node.methods = methods(node, facts);
  }

  private MethodNode[] methods(ClassNode node, Facts facts) {
    int[] data = facts.data;
    int at = facts.afterOps(facts.classOps(node.start));
    for (int n = data[at++]; n > 0; n--) {
      at = facts.afterOps(at + 3);
    }
    MethodNode[] methods = new MethodNode[data[at++]];
    for (int i = 0; i < methods.length; i++) {
      Selector selector = selector(facts, data[at + 1]);
      methods[i] = new MethodNode(node, selector, data[at], data[at + 2], at + 3);
      at = facts.afterOps(at + 3);
    }
    return methods;
  }

  private void finish(ClassNode node) throws BundleException {
    Set<ClassNode> all = new LinkedHashSet<>();
    Set<PlatformClass> platforms = new LinkedHashSet<>();
    all.add(node);
    ClassNode superClass = node.superClass;
    if (superClass != null && !superClass.linked) {
      node.superClass = null;
    } else if (superClass != null) {
      all.addAll(superClass.supertypes);
      platforms.addAll(superClass.platform);
      node.strange = superClass.strange;
    }
    for (ClassNode type : node.interfaces) {
      node.strange |= type.strange;
      all.addAll(type.supertypes);
      platforms.addAll(type.platform);
    }
    Facts facts = java.util.Objects.requireNonNull(node.facts, "prepared");
    int[] data = facts.data;
    node.strange |= !addPlatform(facts, data[node.start + 1], platforms);
    for (int i = 0; i < data[node.start + 4]; i++) {
      node.strange |= !addPlatform(facts, data[node.start + 5 + i], platforms);
    }
    if (all.size() > MAX_SUPERTYPES) {
      throw new BundleException(
          node.entry.source.path()
              + ": class "
              + node.text()
              + " has more than "
              + MAX_SUPERTYPES
              + " supertypes, as no real program has. Leave it out with excludes.");
    }
    node.supertypes = new ArrayList<>(all);
    node.platform = new ArrayList<>(platforms);
    node.linked = true;
  }

  /** Adds a supertype if the JDK has it; returns false if nobody has. */
  private boolean addPlatform(Facts facts, int name, Set<PlatformClass> target) {
    if (name < 0 || node(facts, name) != null || facts.names[name].equals(Platform.OBJECT)) {
      return true;
    }
    PlatformClass type = platform.find(facts.names[name]);
    if (type != null) {
      target.addAll(type.supertypes);
    }
    return type != null;
  }

  /** Returns the class of the class path that a name stands for, or null. */
  @Nullable ClassNode node(Facts facts, int name) {
    if (!facts.looked[name]) {
      facts.looked[name] = true;
      facts.nodes[name] = universe.node(facts.names[name]);
    }
    return facts.nodes[name];
  }

  Selector selector(Facts facts, int number) {
    Selector known = facts.resolved[number];
    if (known == null) {
      int[] pairs = facts.selectors;
      known = selectors.of(facts.names[pairs[2 * number]], facts.names[pairs[2 * number + 1]]);
      facts.resolved[number] = known;
    }
    return known;
  }
}
