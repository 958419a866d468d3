package io.faast.tck;

/** A report for a repository or a pull request. */
final class MarkdownReport {
  private MarkdownReport() {}

  static String of(TckReport report) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(report.info().title()).append(": ").append(verdict(report));
    page.append("\n\n").append(summary(report)).append("\n\n");
    page.append("| rule | level | ").append(report.provider()).append(" | says | found |\n");
    page.append("|---|---|---|---|---|\n");
    for (RuleResult result : report.results()) {
      page.append("| ").append(result.rule().id());
      page.append(" | ").append(result.rule().level());
      page.append(" | ").append(result.verdict().label());
      page.append(" | ").append(cell(result.rule().says()));
      page.append(" | ").append(cell(result.detail())).append(" |\n");
    }
    return page.toString();
  }

  static String verdict(TckReport report) {
    return report.conformant() ? "conformant" : "not conformant";
  }

  static String summary(TckReport report) {
    return String.format(
        "Provider `%s`, tried on %tF with Java %s: %d rules passed, %d failed, %d refused, %d waived,"
            + " %d not run, in %.1f s.",
        report.provider(),
        report.started().atZone(java.time.ZoneOffset.UTC),
        Runtime.version().feature(),
        report.with(Verdict.PASS).size(),
        report.with(Verdict.FAIL).size(),
        report.with(Verdict.REFUSED).size(),
        report.with(Verdict.WAIVED).size(),
        report.with(Verdict.NOT_RUN).size(),
        report.took().toMillis() / 1000.0);
  }

  static String cell(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replaceAll("\\s*\\R\\s*", " ");
  }
}
