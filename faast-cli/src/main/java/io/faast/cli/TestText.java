package io.faast.cli;

import io.faast.examples.TextTable;
import io.faast.examples.Units;
import io.faast.tck.Level;
import io.faast.tck.RuleResult;
import io.faast.tck.TckReport;
import io.faast.tck.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a run of the kit found, as text. */
final class TestText {
  private TestText() {}

  /**
   * Returns whether the run is a success; of a selection only what was tried counts, and what is
   * waived is no reason to stop.
   */
  static boolean passed(TckReport report, boolean selected) {
    return report.results().stream()
        .filter(TestText::must)
        .noneMatch(
            result ->
                result.verdict() == Verdict.FAIL
                    || (!selected && result.verdict() == Verdict.NOT_RUN));
  }

  private static boolean must(RuleResult result) {
    return result.rule().level() == Level.MUST;
  }

  static List<String> lines(TckReport report, boolean selected) {
    List<String> lines = new ArrayList<>();
    list(lines, report.with(Verdict.FAIL));
    list(lines, report.with(Verdict.WAIVED));
    if (!selected) {
      list(lines, report.with(Verdict.NOT_RUN));
    }
    String counts =
        Arrays.stream(Verdict.values())
            .filter(verdict -> !report.with(verdict).isEmpty())
            .map(verdict -> report.with(verdict).size() + " " + verdict.label())
            .collect(Collectors.joining(", "));
    String verdict =
        passed(report, selected)
            ? selected
                ? "keeps the chosen rules"
                : report.conformant() ? "conformant" : "conformant but for what is waived"
            : selected ? "breaks chosen rules" : "not conformant";
    lines.add("Made " + report.seen() + "; said before: at most " + report.said() + ".");
    lines.add(
        report.provider() + ": " + verdict + " (" + counts + ") in " + Units.time(report.took()));
    return lines;
  }

  private static void list(List<String> lines, List<RuleResult> results) {
    TextTable table = new TextTable("lll");
    for (RuleResult result : results) {
      String rule = result.rule().id() + " " + result.rule().level();
      table.row(rule, result.verdict().label(), result.rule().says());
      result.detail().lines().findFirst().ifPresent(detail -> table.row("", "", detail));
    }
    lines.addAll(table.lines());
  }
}
