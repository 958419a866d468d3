package io.faast.cli;

import io.faast.bundler.Bundle;
import io.faast.bundler.BundleReport;
import io.faast.examples.TextTable;
import io.faast.examples.Units;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is in a bundle, for people and for programs. */
final class BundleText {
  private BundleText() {}

  static List<String> lines(Bundle bundle, Path place) {
    BundleReport report = bundle.report();
    List<String> lines = new ArrayList<>();
    lines.add(place.toString());
    lines.add(
        Units.count(report.classes().size(), "class", "classes")
            + ", "
            + Units.bytes(bundle.bytes())
            + ", SHA-256 "
            + bundle.sha256()
            + (bundle.reused() ? ", made before" : ""));
    TextTable entries = new TextTable("rrrrl").row("classes", "of", "size", "of", "from");
    List<BundleReport.Entry> taken =
        report.entries().stream().filter(entry -> entry.bytesOut() > 0).toList();
    for (BundleReport.Entry entry : taken) {
      entries.row(
          Units.count(entry.classesOut()),
          Units.count(entry.classesIn()),
          Units.bytes(entry.bytesOut()),
          Units.bytes(entry.bytesIn()),
          entry.path().toString());
    }
    section(
        lines,
        "Taken, unpacked, from "
            + taken.size()
            + " of "
            + Units.count(report.entries().size(), "entry", "entries")
            + " of the class path",
        entries.lines());
    TextTable doubts = new TextTable("ll");
    report.doubts().forEach(doubt -> doubts.row(doubt.kept(), doubt.reason()));
    section(lines, "Kept on doubt", doubts.lines());
    TextTable missing = new TextTable("ll");
    report.missing().forEach(gone -> missing.row(gone.className(), "needed by " + gone.neededBy()));
    section(lines, "Missing, and optional as far as can be seen", missing.lines());
    section(lines, "Notes", report.notes().stream().map(note -> "  " + note).toList());
    return lines;
  }

  private static void section(List<String> lines, String title, List<String> content) {
    if (!content.isEmpty()) {
      lines.add("");
      lines.add(title);
      lines.addAll(content);
    }
  }

  static String json(Bundle bundle, Path place) {
    BundleReport report = bundle.report();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("jar", place);
    json.put("sha256", bundle.sha256());
    json.put("bytes", bundle.bytes());
    json.put("reused", bundle.reused());
    json.put("classes", report.classes());
    json.put("entries", report.entries().stream().map(BundleText::entry).toList());
    json.put(
        "doubts",
        report.doubts().stream()
            .map(doubt -> Map.of("class", doubt.kept(), "reason", doubt.reason()))
            .toList());
    json.put(
        "missing",
        report.missing().stream()
            .map(gone -> Map.of("class", gone.className(), "neededBy", gone.neededBy()))
            .toList());
    json.put("notes", report.notes());
    return Json.of(json);
  }

  private static Map<String, Object> entry(BundleReport.Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", entry.path());
    json.put("bytesIn", entry.bytesIn());
    json.put("bytesOut", entry.bytesOut());
    json.put("classesIn", entry.classesIn());
    json.put("classesOut", entry.classesOut());
    json.put("resourcesOut", entry.resourcesOut());
    return json;
  }
}
