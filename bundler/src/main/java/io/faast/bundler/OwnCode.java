package io.faast.bundler;

import io.faast.bundler.hints.ClassNamesInResource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * The module's own code is never cut: what is reached of it is kept whole, with all of it that it
 * mentions. It is small, and the one part that mappers, containers and templates reach into in ways
 * that no library's code shows. Own code is what lies in directories, and in the jars of the root
 * classes under the first two parts of the package of one of them.
 */
final class OwnCode {
  private static final int PARTS = 2;

  /** Names of members that the own code's texts and resources call, in whatever language. */
  final Set<String> called = new HashSet<>();

  private final Reachability reachability;
  private final Set<EntryIndex> rootEntries = new HashSet<>();
  private final Set<String> rootPackages = new HashSet<>();
  private final Deque<ClassNode> waiting = new ArrayDeque<>();
  private final NameTable table = new NameTable();
  private final Mentions mentions = new Mentions(table);

  OwnCode(Reachability reachability) {
    this.reachability = reachability;
  }

  void root(ClassNode node) {
    rootEntries.add(node.entry);
    String name = node.packageName();
    int end = -1;
    for (int part = 0; part < PARTS; part++) {
      int slash = name.indexOf('/', end + 1);
      end = slash < 0 ? name.length() : slash;
    }
    rootPackages.add(name.substring(0, end));
  }

  /** Returns whether the module's own code lies in an entry, perhaps among others'. */
  boolean has(EntryIndex entry) {
    return entry.source instanceof DirectorySource || rootEntries.contains(entry);
  }

  boolean has(ClassNode node) {
    if (node.entry.source instanceof DirectorySource) {
      return true;
    }
    if (!rootEntries.contains(node.entry)) {
      return false;
    }
    for (String root : rootPackages) {
      if (node.name.startsWith(root)
          && (root.isEmpty()
              ? node.name.indexOf('/') < 0
              : node.name.startsWith("/", root.length()))) {
        return true;
      }
    }
    return false;
  }

  void live(ClassNode node) {
    if (has(node)) {
      waiting.add(node);
    }
  }

  /** Follows own classes that became live; returns whether there were any. */
  boolean apply() throws BundleException {
    boolean any = !waiting.isEmpty();
    while (!waiting.isEmpty()) {
      ClassNode node = waiting.removeFirst();
      reachability.whole(node, node.reason, node.rule);
      follow(node);
    }
    return any;
  }

  private void follow(ClassNode node) throws BundleException {
    Refs refs = new Refs();
    try {
      mentions.scan(content(node), refs);
    } catch (ClassHead.Broken e) {
      throw Defects.of(node, reachability);
    }
    signatures(node);
    for (ClassNode named : namedInTexts(content(node))) {
      if (reachability.isReadable(named)) {
        reachability.whole(named, node, "named by a string");
      }
    }
    for (int i = 0; i < refs.size; i++) {
      ClassNode named = reachability.universe.node(table.names().get(refs.values[i] >> 1));
      if (named != null && has(named)) {
        reachability.whole(named, node, null);
      }
    }
  }

  /**
   * What implements own interfaces at run time, or fills what extends a library's class, makes
   * objects of the types that it finds in signatures.
   */
  private void signatures(ClassNode node) throws BundleException {
    if (node.isInterface()) {
      for (MethodNode method : node.methods) {
        if (method.isAbstract()) {
          values(node, method.selector.descriptor, method.signature);
        }
      }
    } else if (node.superClass != null && !has(node.superClass)) {
      Facts facts = Reachability.facts(node);
      int at = facts.afterOps(facts.classOps(node.start));
      for (int n = facts.data[at++]; n > 0; n--) {
        if ((facts.data[at] & Opcodes.ACC_STATIC) == 0) {
          Selector field = reachability.linker.selector(facts, facts.data[at + 1]);
          values(node, field.descriptor, facts.data[at + 2]);
        }
        at = facts.afterOps(at + 3);
      }
    }
  }

  private void values(ClassNode node, String descriptor, int signature) throws BundleException {
    for (ClassNode named : reachability.signatures.of(node, descriptor, signature)) {
      if (!has(named)) {
        reachability.value(named, node);
      }
    }
  }

  /** Finds classes that string constants name, also in the midst of a longer text. */
  private Set<ClassNode> namedInTexts(byte[] classFile) {
    Set<ClassNode> found = new LinkedHashSet<>();
    for (byte[] text : Mentions.texts(classFile)) {
      CallsInText.scan(text, called::add);
      ClassNamesInResource.scan(
          text,
          name -> {
            ClassNode node = reachability.universe.node(name);
            if (node != null) {
              found.add(node);
            }
          });
    }
    return found;
  }

  static byte[] content(ClassNode node) throws BundleException {
    byte[] known = node.entry.contents[node.file];
    if (known != null) {
      return known;
    }
    try {
      return node.entry.source.read(node.file);
    } catch (IOException e) {
      throw new BundleException(
          node.entry.source.path()
              + ": "
              + node.name
              + ".class "
              + e.getMessage()
              + ". Replace the jar, or leave the class out with excludes if nothing calls it.",
          e);
    }
  }
}
