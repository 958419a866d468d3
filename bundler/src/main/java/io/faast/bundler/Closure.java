package io.faast.bundler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Walks from the roots over every class that a reached class mentions, breadth first, so that the
 * path that led to a class is a shortest one.
 */
final class Closure {
  final Universe universe;
  final Platform platform = new Platform();

  /** Reached classes in the order in which they were reached. */
  final List<Node> reached = new ArrayList<>();

  /** Names and parts of names that reached classes mention and that are no class. */
  final Set<String> texts = new HashSet<>();

  final Map<String, String> missing = new TreeMap<>();
  final Set<EntryIndex> contributing = new HashSet<>();

  final OpenedClassPath opened;
  final Trace trace;
  private final BundleRequest request;
  private final Set<String> packages = new HashSet<>();
  private final Indexes indexes;
  private int done;

  Closure(
      BundleRequest request,
      Universe universe,
      OpenedClassPath opened,
      Indexes indexes,
      Trace trace) {
    this.trace = trace;
    this.indexes = indexes;
    this.request = request;
    this.opened = opened;
    this.universe = universe;
  }

  /** An entry is not as it was listed. Has no stack trace. */
  private static final class ListedWrongly extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListedWrongly() {
      super(null, null, false, false);
    }
  }

  /**
   * Walks; returns false if an entry was found to be other than it was listed, so that a new walk
   * is needed, which knows that entry.
   */
  boolean run() throws BundleException {
    try {
      walk();
      return true;
    } catch (ListedWrongly e) {
      return false;
    }
  }

  private void walk() throws BundleException {
    new Roots(request, this).reachAll();
    for (Map.Entry<String, List<Universe.Visible>> service : universe.services().entrySet()) {
      if (platform.isLiveService(service.getKey())) {
        reachProviders(service.getKey(), service.getValue(), null);
      }
    }
    DoubtRules doubts = new DoubtRules(this);
    do {
      while (done < reached.size()) {
        visit(reached.get(done++));
      }
      doubts.apply();
      if (done == reached.size()) {
        reachTraced(trace.classes());
        reachTraced(trace.named());
      }
    } while (done < reached.size());
    readDeceptive();
    if (!missing.isEmpty() && !opened.unreadable.isEmpty()) {
      throw new BundleException(
          "class "
              + missing.values().iterator().next().replace('/', '.')
              + " needs "
              + missing.keySet().iterator().next().replace('/', '.')
              + ", which is on no class path entry that can be read."
              + opened.unreadableText()
              + " Replace the entry, or take it off the class path.");
    }
  }

  private void reachTraced(Iterable<String> names) throws BundleException {
    for (String name : names) {
      Node node = universe.node(name.replace('.', '/'));
      if (node != null && !node.reached) {
        reach(node, null, TracedNames.RULE);
      }
    }
  }

  void reach(Node node, @Nullable Node parent, @Nullable String rule) throws BundleException {
    if (node.reached) {
      return;
    }
    node.reached = true;
    node.parent = parent;
    node.rule = rule;
    reached.add(node);
  }

  /** Reads the entry of a class unless it was read, and with it those of all that will follow. */
  void read(Node node) throws BundleException {
    if (!node.entry.read) {
      Set<EntryIndex> listed = new LinkedHashSet<>();
      listed.add(node.entry);
      for (Node next : reached.subList(done, reached.size())) {
        if (!next.entry.read) {
          listed.add(next.entry);
        }
      }
      read(listed);
    }
  }

  private void read(Set<EntryIndex> listed) throws BundleException {
    if (!indexes.read(listed)) {
      throw new ListedWrongly();
    }
  }

  /**
   * Reads entries that nothing has reached if they only look as if they had classes: they are there
   * for their resources.
   */
  private void readDeceptive() throws BundleException {
    for (EntryIndex entry : universe.entries()) {
      Integer first = universe.firstClass(entry);
      if (!entry.read && first != null && !Indexer.isClass(entry.source, first)) {
        read(Set.of(entry));
      }
    }
  }

  private void requireWhole(Node node) throws BundleException {
    EntryIndex entry = node.entry;
    String defect = entry.defects[node.file];
    if (entry.kinds[node.file] == EntryIndex.BROKEN) {
      throw new BundleException(
          entry.source.path()
              + ": "
              + entry.source.name(node.file)
              + " "
              + (defect == null ? "cannot be read" : defect)
              + ". It is needed: "
              + String.join(" -> ", why(node))
              + ". Replace the file, or leave the class out with excludes if nothing calls it.");
    }
  }

  private void visit(Node node) throws BundleException {
    EntryIndex entry = node.entry;
    read(node);
    requireWhole(node);
    if (contributing.add(entry)) {
      reachHints(entry, node);
    }
    follow(entry, node.file, node, null, true);
    List<Universe.Visible> providers = universe.services().get(node.name);
    if (providers != null) {
      reachProviders(node.name, providers, node);
    }
    int slash = node.name.lastIndexOf('/');
    if (slash > 0 && packages.add(node.name.substring(0, slash))) {
      Node info = universe.node(node.name.substring(0, slash).concat("/package-info"));
      if (info != null) {
        reach(info, node, "annotations of its package");
      }
    }
  }

  private void follow(
      EntryIndex entry, int file, @Nullable Node from, @Nullable String rule, boolean link)
      throws BundleException {
    int end = entry.starts[file + 1];
    for (int i = entry.starts[file]; i < end; i++) {
      int id = entry.refs[i] >> 1;
      if (!entry.looked[id]) {
        entry.looked[id] = true;
        entry.nodes[id] = universe.node(entry.names[id]);
      }
      Node target = entry.nodes[id];
      if (target != null) {
        if (!target.reached) {
          reach(target, from, rule);
        }
      } else if (link) {
        String name = entry.names[id];
        texts.add(name);
        if ((entry.refs[i] & 1) != 0
            && from != null
            && !missing.containsKey(name)
            && !platform.has(name)
            && !universe.isExcluded(name)) {
          missing.put(name, from.name);
        }
      }
    }
  }

  private void reachProviders(String type, List<Universe.Visible> files, @Nullable Node service)
      throws BundleException {
    for (Universe.Visible file : files) {
      if (!file.entry().read) {
        read(Set.of(file.entry()));
      }
      String rule = "provider of service " + type.replace('/', '.');
      follow(file.entry(), file.file(), service, rule, false);
    }
  }

  private void reachHints(EntryIndex entry, Node because) throws BundleException {
    for (Universe.Visible file : universe.resources(entry)) {
      if (file.name().startsWith("META-INF/native-image/") && file.name().endsWith(".json")) {
        follow(entry, file.file(), because, "named by " + file.name(), false);
      }
    }
  }

  /** Adds what the walk has to say to the notes of others. */
  List<String> notes(List<String> others) {
    List<String> notes = new ArrayList<>(others);
    if (!opened.unreadable.isEmpty()) {
      notes.add("Nothing that was found needed them." + opened.unreadableText());
    }
    Map<EntryIndex, Integer> newer = new LinkedHashMap<>();
    for (Node node : reached) {
      if (node.entry.kinds[node.file] > request.targetRelease() + 44) {
        newer.merge(node.entry, 1, Integer::sum);
      }
    }
    for (Map.Entry<EntryIndex, Integer> entry : newer.entrySet()) {
      notes.add(
          entry.getKey().source.path()
              + ": "
              + entry.getValue()
              + " classes were compiled for a release newer than "
              + request.targetRelease()
              + " and fail if they are loaded");
    }
    return notes;
  }

  /** Returns the path to a class: names, each with the rule that led to it. */
  static List<String> why(Node node) {
    List<String> path = new ArrayList<>();
    for (Node n = node; n != null; n = n.parent) {
      String name = n.name.replace('/', '.');
      path.add(n.rule == null ? name : name + " (" + n.rule + ")");
    }
    Collections.reverse(path);
    return path;
  }
}
