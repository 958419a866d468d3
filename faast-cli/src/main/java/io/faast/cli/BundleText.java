package io.faast.cli;

import io.faast.bundler.BundleReport;
import io.faast.cli.BundleView.Form;
import io.faast.examples.TextTable;
import io.faast.examples.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is in a bundle, for people. */
final class BundleText {
  private static final int EXAMPLES = 3;
  private static final int LINES = 20;
  private static final String TRACED = "loaded in a traced run";

  private final BundleView view;
  private final List<String> lines = new ArrayList<>();

  private BundleText(BundleView view) {
    this.view = view;
  }

  static List<String> lines(BundleView view) {
    BundleText text = new BundleText(view);
    text.head();
    text.entries();
    text.doubts();
    text.traced();
    text.missing();
    text.section("Notes", text.view.report().notes().stream().map(note -> "  " + note).toList());
    return text.lines;
  }

  private void head() {
    lines.add(view.jar().toString());
    lines.add(
        "  runs with java -cp: "
            + Units.bytes(view.bundle().bytes())
            + (view.bundle().reused() ? ", made before" : ""));
    lines.add(view.zip().toString());
    lines.add(
        "  to deploy, with "
            + view.packed().layout().jarName()
            + " in it: "
            + Units.bytes(view.packed().bytes()));
    int shells = view.count(Form.SHELL);
    int cut = view.count(Form.CUT);
    int classes = view.count(Form.WHOLE) + cut + shells;
    StringBuilder text = new StringBuilder();
    text.append(Units.count(classes, "class", "classes"));
    if (cut + shells > 0) {
      text.append(" (").append(Units.count(cut)).append(" without what nothing needs, ");
      text.append(Units.count(shells)).append(" only as a name)");
    }
    text.append(", ").append(Units.count(view.count(Form.RESOURCE), "resource", "resources"));
    lines.add(text.toString());
  }

  private void entries() {
    List<BundleView.Entry> taken =
        view.entries().stream().filter(entry -> entry.entry().bytesOut() > 0).toList();
    TextTable table = new TextTable("rrrrrrrrl");
    table.row("classes", "of", "methods", "left out", "resources", "size", "of", "packed", "from");
    for (BundleView.Entry each : taken) {
      BundleReport.Entry entry = each.entry();
      table.row(
          Units.count(entry.classesOut()),
          Units.count(entry.classesIn()),
          Units.count(each.methods()),
          Units.count(each.methodsCut()),
          Units.count(entry.resourcesOut()),
          Units.bytes(entry.bytesOut()),
          Units.bytes(entry.bytesIn()),
          Units.bytes(each.packed()),
          entry.path().toString());
    }
    section(
        "Taken from "
            + taken.size()
            + " of "
            + Units.count(view.entries().size(), "entry", "entries")
            + " of the class path (sizes unpacked, but for packed; methods of the classes taken)",
        table.lines());
  }

  /** One line for each rule, as the classes may be thousands. */
  private void doubts() {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (BundleReport.Doubt doubt : view.report().doubts()) {
      byReason.computeIfAbsent(doubt.reason(), key -> new ArrayList<>()).add(doubt.kept());
    }
    TextTable table = new TextTable("rll");
    byReason.forEach(
        (reason, kept) ->
            table.row(Units.count(kept.size(), "class:", "classes:"), reason, examples(kept)));
    section("Kept on doubt", table.lines());
  }

  private static String examples(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(EXAMPLES, names.size())));
    return names.size() > EXAMPLES ? first + ", ..." : first;
  }

  private void traced() {
    List<String> names =
        view.files().stream()
            .filter(file -> file.rule().contains(TRACED))
            .map(file -> file.name().replace('/', '.').replaceAll("\\.class$", ""))
            .toList();
    section("Added because a traced run loaded it (--no-trace leaves it out)", some(names));
  }

  private void missing() {
    Map<String, String> missing = new TreeMap<>();
    view.report().missing().forEach(gone -> missing.put(gone.className(), gone.neededBy()));
    TextTable table = new TextTable("ll");
    missing.forEach((name, by) -> table.row(name, "needed by " + by));
    List<String> all = table.lines().stream().map(line -> line.substring(2)).toList();
    section("Missing, and optional as far as can be seen", some(all));
  }

  private static List<String> some(List<String> all) {
    List<String> some = new ArrayList<>();
    all.stream().limit(LINES).forEach(line -> some.add("  " + line));
    if (all.size() > LINES) {
      some.add("  and " + Units.count(all.size() - LINES) + " more, which --json lists");
    }
    return some;
  }

  private void section(String title, List<String> content) {
    if (!content.isEmpty()) {
      lines.add("");
      lines.add(title);
      lines.addAll(content);
    }
  }
}
