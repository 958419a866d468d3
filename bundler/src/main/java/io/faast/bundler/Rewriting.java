package io.faast.bundler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the classes of a bundle, on several threads. Every class that a written class names is
 * written too, if only as a shell: its header without members. So neither the linker nor the
 * verifier nor reflection meets a missing class, whatever the analysis has left out.
 */
final class Rewriting {
  private static final int CHUNK = 32;

  /** A written class. */
  static final class Written {
    final ClassNode node;
    final byte[] content;

    Written(ClassNode node, byte[] content) {
      this.node = node;
      this.content = content;
    }
  }

  /** Classes that written ones name in class constants and nobody has, with who names them. */
  final Map<String, String> missing = new TreeMap<>();

  /** Everything that was written: live classes in the order of reaching, then shells. */
  final List<Written> written = new ArrayList<>();

  int shells;

  /** A class that calls what a client begins with, where the bundle does without that; or null. */
  @Nullable ClassNode client;

  private final Reachability reachability;
  private final int threads;
  private final boolean serialized;
  private final Set<String> named = new HashSet<>();

  Rewriting(Reachability reachability, int threads) {
    this.reachability = reachability;
    this.threads = threads;
    serialized = reachability.features.containsKey(Feature.SERIALIZATION);
  }

  void run() throws BundleException {
    List<ClassNode> next = reachability.reached;
    for (ClassNode node : next) {
      named.add(node.name);
    }
    while (!next.isEmpty()) {
      next = write(next);
      shells += next.size();
    }
  }

  /** What one thread writes and scans with, and by which class each name was met first. */
  private static final class Scanner {
    final NameTable table = new NameTable();
    final Mentions mentions = new Mentions(table);
    final Refs refs = new Refs();
    final Trimmer trimmer;

    /** By name: 1 + the number of the first class that has it. */
    int[] by = new int[1024];

    /** By name: 1 + the number of the first class that has it as a class constant. */
    int[] byConstant = new int[1024];

    Scanner(Trimmer trimmer) {
      this.trimmer = trimmer;
    }

    void take(int number) {
      int names = table.names().size();
      if (names > by.length) {
        by = java.util.Arrays.copyOf(by, names * 2);
        byConstant = java.util.Arrays.copyOf(byConstant, names * 2);
      }
      for (int i = 0; i < refs.size; i++) {
        int name = refs.values[i] >> 1;
        if (by[name] == 0) {
          by[name] = 1 + number;
        }
        if (byConstant[name] == 0 && (refs.values[i] & 1) != 0) {
          byConstant[name] = 1 + number;
        }
      }
    }
  }

  /** Writes classes; returns those that they name and that are not written yet. */
  private List<ClassNode> write(List<ClassNode> nodes) throws BundleException {
    @Nullable Written[] results = new Written[nodes.size()];
    @Nullable Scanner[] scanners = new Scanner[threads];
    Parallel.each(
        (nodes.size() + CHUNK - 1) / CHUNK,
        threads,
        (worker, task) -> {
          Scanner scanner = scanners[worker];
          if (scanner == null) {
            scanner = new Scanner(new Trimmer(reachability.universe, serialized));
            scanners[worker] = scanner;
          }
          int end = Math.min(nodes.size(), (task + 1) * CHUNK);
          for (int i = task * CHUNK; i < end; i++) {
            results[i] = write(nodes.get(i), i, scanner);
          }
        });
    for (Written result : results) {
      if (result != null) {
        written.add(result);
      }
    }
    return collect(nodes, scanners);
  }

  Iterable<EntryIndex> entries() {
    return reachability.universe.entries();
  }

  /** Returns the size of a class before it was written anew. */
  int originalSize(ClassNode node) {
    return (int) node.entry.source.size(node.file);
  }

  private Written write(ClassNode node, int number, Scanner scanner) throws BundleException {
    byte[] content = OwnCode.content(node);
    byte[] made;
    try {
      made =
          node.live && reachability.own.has(node) ? content : scanner.trimmer.trim(node, content);
      scanner.refs.size = 0;
      scanner.mentions.scan(made, scanner.refs);
    } catch (ClassHead.Broken | RuntimeException e) {
      // Numbers in the file that lead out of it.
      node.entry.defects[node.file] = "is damaged: " + e;
      throw Defects.of(node, reachability);
    }
    scanner.take(number);
    return new Written(node, made);
  }

  /** Returns the classes to write next. Nothing depends on which thread met what. */
  private List<ClassNode> collect(List<ClassNode> nodes, @Nullable Scanner[] scanners) {
    Map<String, Integer> first = new TreeMap<>();
    for (Scanner scanner : scanners) {
      int count = scanner == null ? 0 : scanner.table.names().size();
      for (int i = 0; scanner != null && i < Math.min(count, scanner.by.length); i++) {
        String name = scanner.table.names().get(i);
        if (scanner.by[i] > 0 && !named.contains(name)) {
          if (reachability.universe.node(name) != null) {
            first.merge(name, scanner.by[i] - 1, Math::min);
          } else if (scanner.byConstant[i] > 0) {
            miss(name, nodes.get(scanner.byConstant[i] - 1));
          }
        }
      }
    }
    List<ClassNode> shellNodes = new ArrayList<>(first.size());
    for (Map.Entry<String, Integer> entry : first.entrySet()) {
      ClassNode node = reachability.universe.node(entry.getKey());
      if (node != null) {
        named.add(node.name);
        node.reason = nodes.get(entry.getValue());
        node.rule = "named only";
        shellNodes.add(node);
      }
    }
    return shellNodes;
  }

  private void miss(String name, ClassNode namer) {
    if (ClientEntry.is(name) && (client == null || namer.name.compareTo(client.name) < 0)) {
      client = namer;
    }
    if (!reachability.platform.has(name) && !reachability.universe.isExcluded(name)) {
      missing.merge(name, namer.name, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
  }
}
