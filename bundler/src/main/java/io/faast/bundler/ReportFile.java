package io.faast.bundler;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The form in which a report is kept; it is taken apart only when somebody reads the report. */
final class ReportFile {

  /**
   * A report taken apart. The steps are the classes in the order in which they were reached, then
   * the classes and methods on the paths to them.
   */
  record Data(
      List<BundleReport.Entry> entries,
      List<BundleReport.Missing> missing,
      List<String> notes,
      List<BundleReport.BundledClass> classes,
      List<String> steps,
      List<Integer> parents,
      List<String> rules,
      List<BundleReport.Resource> resources) {}

  private ReportFile() {}

  static byte[] encode(
      Rewriting rewriting, List<Item> items, List<BundleReport.Entry> entries, List<String> notes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeInt(entries.size());
      for (BundleReport.Entry entry : entries) {
        text(out, entry.path().toString());
        out.writeLong(entry.bytesIn());
        out.writeLong(entry.bytesOut());
        out.writeInt(entry.classesIn());
        out.writeInt(entry.classesOut());
        out.writeInt(entry.resourcesOut());
      }
      out.writeInt(rewriting.missing.size());
      for (Map.Entry<String, String> missing : rewriting.missing.entrySet()) {
        text(out, missing.getKey().replace('/', '.'));
        text(out, missing.getValue().replace('/', '.'));
      }
      out.writeInt(notes.size());
      for (String note : notes) {
        text(out, note);
      }
      writePaths(rewriting, out);
      writeResources(rewriting, items, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes the classes, and the classes and methods that led to them. */
  private static void writePaths(Rewriting rewriting, DataOutputStream out) throws IOException {
    IdentityHashMap<Reason, Integer> places = new IdentityHashMap<>(rewriting.written.size() * 4);
    List<Reason> reasons = new ArrayList<>(rewriting.written.size() * 2);
    for (Rewriting.Written written : rewriting.written) {
      places.put(written.node, reasons.size());
      reasons.add(written.node);
    }
    for (int i = 0; i < reasons.size(); i++) {
      Reason reason = reasons.get(i).reason();
      if (reason != null && places.putIfAbsent(reason, reasons.size()) == null) {
        reasons.add(reason);
      }
    }
    writeClasses(rewriting, out);
    out.writeInt(reasons.size());
    for (Reason step : reasons) {
      Reason reason = step.reason();
      String rule = step.rule();
      text(out, step.text());
      out.writeInt(reason == null ? -1 : places.getOrDefault(reason, -1));
      text(out, rule == null ? "" : rule);
    }
  }

  private static void writeClasses(Rewriting rewriting, DataOutputStream out) throws IOException {
    IdentityHashMap<EntryIndex, Integer> entries = new IdentityHashMap<>();
    for (EntryIndex entry : rewriting.entries()) {
      entries.put(entry, entries.size());
    }
    out.writeInt(rewriting.written.size());
    for (Rewriting.Written written : rewriting.written) {
      ClassNode node = written.node;
      int methods = 0;
      for (MethodNode method : node.methods) {
        methods += method.reached ? 1 : 0;
      }
      text(out, node.text());
      out.writeInt(entries.getOrDefault(node.entry, 0));
      out.writeInt(written.content.length);
      out.writeInt(rewriting.originalSize(node));
      out.writeByte(node.live ? node.whole ? 0 : 1 : 2);
      out.writeInt(methods);
      out.writeInt(node.methods.length);
    }
  }

  private static void writeResources(Rewriting rewriting, List<Item> items, DataOutputStream out)
      throws IOException {
    List<EntryIndex> entries = new ArrayList<>();
    rewriting.entries().forEach(entries::add);
    Set<String> classes = new HashSet<>();
    for (Rewriting.Written written : rewriting.written) {
      classes.add(written.node.name.concat(".class"));
    }
    List<Item> resources = new ArrayList<>(items);
    resources.removeIf(item -> classes.contains(item.name));
    out.writeInt(resources.size());
    for (Item item : resources) {
      text(out, item.name);
      out.writeInt(item.entry == null ? -1 : entries.indexOf(item.entry));
      out.writeLong(item.size());
    }
  }

  private static List<BundleReport.Resource> resources(
      DataInputStream in, List<BundleReport.Entry> entries) throws IOException {
    List<BundleReport.Resource> resources = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      String name = text(in);
      int entry = in.readInt();
      resources.add(
          new BundleReport.Resource(
              name, entry < 0 ? null : entries.get(entry).path(), in.readLong()));
    }
    return resources;
  }

  private static List<BundleReport.BundledClass> classes(
      DataInputStream in, List<BundleReport.Entry> entries) throws IOException {
    BundleReport.Kept[] kinds = BundleReport.Kept.values();
    List<BundleReport.BundledClass> classes = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      classes.add(
          new BundleReport.BundledClass(
              text(in),
              entries.get(in.readInt()).path(),
              in.readInt(),
              in.readInt(),
              kinds[in.readByte()],
              in.readInt(),
              in.readInt()));
    }
    return classes;
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(encoded.length);
    out.write(encoded);
  }

  static Data decode(byte[] content) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
    try {
      List<BundleReport.Entry> entries = new ArrayList<>();
      for (int n = in.readInt(); n > 0; n--) {
        entries.add(
            new BundleReport.Entry(
                Path.of(text(in)),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readInt()));
      }
      List<BundleReport.Missing> missing = new ArrayList<>();
      for (int n = in.readInt(); n > 0; n--) {
        missing.add(new BundleReport.Missing(text(in), text(in)));
      }
      List<String> notes = new ArrayList<>();
      for (int n = in.readInt(); n > 0; n--) {
        notes.add(text(in));
      }
      List<BundleReport.BundledClass> classes = classes(in, entries);
      List<String> steps = new ArrayList<>();
      List<String> rules = new ArrayList<>();
      List<Integer> parents = new ArrayList<>();
      for (int n = in.readInt(); n > 0; n--) {
        steps.add(text(in));
        parents.add(in.readInt());
        rules.add(text(in));
      }
      return new Data(
          List.copyOf(entries),
          List.copyOf(missing),
          List.copyOf(notes),
          classes,
          steps,
          parents,
          rules,
          resources(in, entries));
    } catch (IOException e) {
      throw new UncheckedIOException("the cached report does not fit this version", e);
    }
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
