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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The form in which a report is kept; it is taken apart only when somebody reads the report. */
final class ReportFile {

  /** A report taken apart. Classes are in the order in which they were reached. */
  record Data(
      List<BundleReport.Entry> entries,
      List<BundleReport.Missing> missing,
      List<String> notes,
      List<String> classes,
      List<Integer> parents,
      List<String> rules) {}

  private ReportFile() {}

  static byte[] encode(Closure closure, List<BundleReport.Entry> entries, List<String> notes) {
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
      out.writeInt(closure.missing.size());
      for (Map.Entry<String, String> missing : closure.missing.entrySet()) {
        text(out, missing.getKey().replace('/', '.'));
        text(out, missing.getValue().replace('/', '.'));
      }
      out.writeInt(notes.size());
      for (String note : notes) {
        text(out, note);
      }
      IdentityHashMap<Node, Integer> places = new IdentityHashMap<>(closure.reached.size() * 2);
      out.writeInt(closure.reached.size());
      for (Node node : closure.reached) {
        places.put(node, places.size());
        Integer parent = node.parent == null ? null : places.get(node.parent);
        text(out, node.name.replace('/', '.'));
        out.writeInt(parent == null ? -1 : parent);
        text(out, node.rule == null ? "" : node.rule);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
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
      List<String> classes = new ArrayList<>();
      List<String> rules = new ArrayList<>();
      List<Integer> parents = new ArrayList<>();
      for (int n = in.readInt(); n > 0; n--) {
        classes.add(text(in));
        parents.add(in.readInt());
        rules.add(text(in));
      }
      return new Data(
          List.copyOf(entries), List.copyOf(missing), List.copyOf(notes), classes, parents, rules);
    } catch (IOException e) {
      throw new UncheckedIOException("the cached report does not fit this version", e);
    }
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
