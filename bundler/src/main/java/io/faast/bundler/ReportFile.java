package io.faast.bundler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The form in which a report is kept. It is taken apart only when somebody reads the report, the
 * ways to its classes only when somebody asks for one.
 */
final class ReportFile {

  /**
   * A report taken apart, but for the ways to its classes.
   *
   * @param rules by what rule each of the classes is there, empty for a plain reference
   */
  record Data(
      List<BundleReport.Entry> entries,
      List<BundleReport.Missing> missing,
      List<String> notes,
      List<BundleReport.BundledClass> classes,
      List<String> rules,
      List<BundleReport.Resource> resources) {}

  /**
   * What led to the classes: these in the order of the report, then the classes and methods on the
   * ways to them.
   *
   * @param parents for each of them the place of what led to it, -1 for a root
   */
  record Ways(List<String> steps, List<Integer> parents, List<String> rules) {}

  private ReportFile() {}

  static byte[] encode(
      Rewriting rewriting, List<Item> items, List<BundleReport.Entry> entries, List<String> notes) {
    RecordWriter report = new RecordWriter();
    report.number(entries.size());
    for (BundleReport.Entry entry : entries) {
      report.text(entry.path().toString()).number(entry.bytesIn()).number(entry.bytesOut());
      report.number(entry.classesIn()).number(entry.classesOut()).number(entry.resourcesOut());
    }
    report.number(rewriting.missing.size());
    for (Map.Entry<String, String> missing : rewriting.missing.entrySet()) {
      report.text(missing.getKey().replace('/', '.')).text(missing.getValue().replace('/', '.'));
    }
    report.number(notes.size());
    notes.forEach(report::text);
    writeClasses(rewriting, report);
    writeResources(rewriting, items, report);
    return new RecordWriter()
        .bytes(report.toByteArray())
        .bytes(ways(rewriting).toByteArray())
        .toByteArray();
  }

  private static void writeClasses(Rewriting rewriting, RecordWriter report) {
    IdentityHashMap<EntryIndex, Integer> entries = new IdentityHashMap<>();
    for (EntryIndex entry : rewriting.entries()) {
      entries.put(entry, entries.size());
    }
    // Few rules keep many classes.
    Map<String, Integer> rules = new HashMap<>();
    report.number(rewriting.written.size());
    for (Rewriting.Written written : rewriting.written) {
      ClassNode node = written.node;
      int methods = 0;
      for (MethodNode method : node.methods) {
        methods += method.reached ? 1 : 0;
      }
      report.text(node.text()).number(entries.getOrDefault(node.entry, 0));
      report.number(written.content.length).number(rewriting.originalSize(node));
      report.number(node.live ? node.whole ? 0 : 1 : 2);
      report.number(methods).number(node.methods.length);
      String rule = ruleOf(node);
      Integer known = rules.putIfAbsent(rule, rules.size());
      report.number(known == null ? -1 : known);
      if (known == null) {
        report.text(rule);
      }
    }
  }

  private static String ruleOf(Reason step) {
    String rule = step.rule();
    return rule == null ? "" : rule;
  }

  private static void writeResources(Rewriting rewriting, List<Item> items, RecordWriter report) {
    List<EntryIndex> entries = new ArrayList<>();
    rewriting.entries().forEach(entries::add);
    Set<String> classes = new HashSet<>();
    for (Rewriting.Written written : rewriting.written) {
      classes.add(written.node.name.concat(".class"));
    }
    List<Item> resources = new ArrayList<>(items);
    resources.removeIf(item -> classes.contains(item.name));
    report.number(resources.size());
    for (Item item : resources) {
      report.text(item.name).number(item.entry == null ? -1 : entries.indexOf(item.entry));
      report.number(item.size());
    }
  }

  /** Returns the classes, and the classes and methods that led to them. */
  private static RecordWriter ways(Rewriting rewriting) {
    IdentityHashMap<Reason, Integer> places = new IdentityHashMap<>(rewriting.written.size() * 4);
    List<Reason> steps = new ArrayList<>(rewriting.written.size() * 2);
    for (Rewriting.Written written : rewriting.written) {
      places.put(written.node, steps.size());
      steps.add(written.node);
    }
    for (int i = 0; i < steps.size(); i++) {
      Reason reason = steps.get(i).reason();
      if (reason != null && places.putIfAbsent(reason, steps.size()) == null) {
        steps.add(reason);
      }
    }
    RecordWriter ways = new RecordWriter().number(steps.size());
    for (Reason step : steps) {
      Reason reason = step.reason();
      ways.text(step.text());
      ways.number(reason == null ? -1 : places.getOrDefault(reason, -1));
      ways.text(ruleOf(step));
    }
    return ways;
  }

  static Data decode(byte[] content) {
    try {
      RecordReader in = new RecordReader(new RecordReader(content).bytes());
      List<BundleReport.Entry> entries = new ArrayList<>();
      for (int n = in.number(); n > 0; n--) {
        entries.add(
            new BundleReport.Entry(
                Path.of(in.text()),
                in.bigNumber(),
                in.bigNumber(),
                in.number(),
                in.number(),
                in.number()));
      }
      List<BundleReport.Missing> missing = new ArrayList<>();
      for (int n = in.number(); n > 0; n--) {
        missing.add(new BundleReport.Missing(in.text(), in.text()));
      }
      List<String> notes = new ArrayList<>();
      for (int n = in.number(); n > 0; n--) {
        notes.add(in.text());
      }
      List<String> rules = new ArrayList<>();
      List<BundleReport.BundledClass> classes = classes(in, entries, rules);
      return new Data(
          List.copyOf(entries),
          List.copyOf(missing),
          List.copyOf(notes),
          classes,
          rules,
          resources(in, entries));
    } catch (IOException e) {
      throw new UncheckedIOException("the cached report does not fit this version", e);
    }
  }

  private static List<BundleReport.BundledClass> classes(
      RecordReader in, List<BundleReport.Entry> entries, List<String> rules) throws IOException {
    BundleReport.Kept[] kinds = BundleReport.Kept.values();
    List<BundleReport.BundledClass> classes = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (int n = in.number(); n > 0; n--) {
      classes.add(
          new BundleReport.BundledClass(
              in.text(),
              entries.get(in.number()).path(),
              in.number(),
              in.number(),
              kinds[in.number()],
              in.number(),
              in.number()));
      int rule = in.number();
      if (rule < 0) {
        known.add(in.text());
      }
      rules.add(known.get(rule < 0 ? known.size() - 1 : rule));
    }
    return classes;
  }

  private static List<BundleReport.Resource> resources(
      RecordReader in, List<BundleReport.Entry> entries) throws IOException {
    List<BundleReport.Resource> resources = new ArrayList<>();
    for (int n = in.number(); n > 0; n--) {
      String name = in.text();
      int entry = in.number();
      resources.add(
          new BundleReport.Resource(
              name, entry < 0 ? null : entries.get(entry).path(), in.bigNumber()));
    }
    return resources;
  }

  static Ways ways(byte[] content) {
    try {
      RecordReader whole = new RecordReader(content);
      whole.bytes();
      RecordReader in = new RecordReader(whole.bytes());
      Ways ways = new Ways(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int n = in.number(); n > 0; n--) {
        ways.steps.add(in.text());
        ways.parents.add(in.number());
        ways.rules.add(in.text());
      }
      return ways;
    } catch (IOException e) {
      throw new UncheckedIOException("the cached report does not fit this version", e);
    }
  }
}
