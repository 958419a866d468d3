package io.faast.examples.audit;

import io.faast.examples.TextTable;
import io.faast.examples.Units;
import io.faast.examples.audit.AuditTotals.PackageTotal;
import io.faast.examples.audit.AuditTotals.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes what was found as text. */
final class AuditReport {
  private static final int TOP = 10;
  private static final int JARS_OF_A_GROUP = 3;
  private static final int BAR = 30;

  private final AuditTotals totals;
  private final List<String> lines = new ArrayList<>();

  private AuditReport(AuditTotals totals) {
    this.totals = totals;
  }

  static List<String> lines(AuditTotals totals) {
    AuditReport report = new AuditReport(totals);
    report.summary();
    if (!totals.jars().isEmpty()) {
      report.versions();
      report.packages();
      report.duplicates();
      report.signed();
      report.releases();
      report.modules();
    }
    report.troubles("Broken jars", totals.broken());
    report.troubles("Skipped jars", totals.skipped());
    report.troubles("Jars whose calls failed", totals.failed());
    return report.lines;
  }

  private void summary() {
    lines.add(
        Units.count(totals.jars().size(), "jar", "jars")
            + ", "
            + Units.bytes(totals.jarBytes())
            + " ("
            + Units.bytes(totals.inflatedBytes())
            + " unpacked), "
            + Units.count(totals.classes(), "class", "classes")
            + " in "
            + Units.count(totals.packages(), "package", "packages"));
  }

  private void versions() {
    TextTable table = new TextTable("lrrl");
    long most = totals.classVersions().values().stream().mapToLong(n -> n).max().orElse(1);
    totals
        .classVersions()
        .forEach(
            (major, n) ->
                table.row(
                    javaVersion(major),
                    Units.count(n),
                    Units.percent(n, totals.classes()),
                    "#".repeat((int) Math.max(1, n * BAR / most))));
    section("Classes by the Java version they were compiled for", table);
  }

  private static String javaVersion(int major) {
    return major < 45 ? "class file " + major : "Java " + (major < 49 ? "1." : "") + (major - 44);
  }

  private void packages() {
    TextTable table = new TextTable("lrrr").row("package", "classes", "size", "jars");
    for (PackageTotal p : totals.biggestPackages(TOP)) {
      table.row(
          p.name().isEmpty() ? "(unnamed)" : p.name(),
          Units.count(p.classes()),
          Units.bytes(p.bytes()),
          Units.count(p.jars()));
    }
    section("Biggest packages, unpacked", table);
  }

  private void duplicates() {
    Duplicates duplicates = Duplicates.of(totals.jars());
    if (duplicates.classes() == 0) {
      section("Duplicate classes: none", new TextTable("ll"));
      return;
    }
    TextTable table = new TextTable("rrl").row("classes", "size", "shared by");
    for (Duplicates.Group group : duplicates.groups().stream().limit(TOP).toList()) {
      int more = group.jars().size() - JARS_OF_A_GROUP;
      table.row(
          Units.count(group.classes()),
          Units.bytes(group.bytes()),
          group.jars().stream().limit(JARS_OF_A_GROUP).collect(Collectors.joining(", "))
              + (more > 0 ? " and " + more + " more" : ""));
    }
    section(
        "Duplicate classes: "
            + Units.count(duplicates.classes())
            + " are in more than one jar; the copies take "
            + Units.bytes(duplicates.spareBytes()),
        table);
  }

  private void signed() {
    TextTable table = new TextTable("ll");
    totals.signed().forEach(jar -> table.row(jar.jar(), String.join(", ", jar.files())));
    section("Signed jars: " + Units.count(totals.signed().size()), table);
  }

  private void releases() {
    Map<Integer, Integer> byRelease = new TreeMap<>();
    for (JarFacts jar : totals.jars().values()) {
      if (jar.multiRelease()) {
        jar.releases().forEach(release -> byRelease.merge(release, 1, Integer::sum));
      }
    }
    long jars = totals.jars().values().stream().filter(JarFacts::multiRelease).count();
    String where =
        byRelease.entrySet().stream()
            .map(e -> "Java " + e.getKey() + " in " + Units.count(e.getValue()))
            .collect(Collectors.joining(", "));
    section(
        "Multi-release jars: "
            + Units.count(jars)
            + (where.isEmpty() ? "" : " (classes for " + where + ")"),
        new TextTable("ll"));
  }

  private void modules() {
    long described = totals.jars().values().stream().filter(JarFacts::moduleInfo).count();
    long named =
        totals.jars().values().stream()
            .filter(jar -> !jar.moduleInfo() && jar.automaticModuleName() != null)
            .count();
    lines.add(
        "Modules: "
            + Units.count(described)
            + " with a descriptor, "
            + Units.count(named)
            + " with an automatic name, "
            + Units.count(totals.jars().size() - described - named)
            + " with neither");
  }

  private void troubles(String title, List<Trouble> troubles) {
    if (troubles.isEmpty()) {
      return;
    }
    TextTable table = new TextTable("ll");
    troubles.forEach(trouble -> table.row(trouble.jar(), trouble.why()));
    section(title + ": " + Units.count(troubles.size()), table);
  }

  private void section(String title, TextTable table) {
    lines.add("");
    lines.add(title);
    lines.addAll(table.lines());
  }
}
