package io.faast.tck;

import io.faast.spi.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A report for people: one page without anything from elsewhere. */
final class HtmlReport {
  private static final String STYLE =
      """
      body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;
        color:#1c2430;background:#fff}
      h1{font-size:1.6rem;margin-bottom:.2rem} h2{font-size:1.1rem;margin:2rem 0 .4rem}
      .verdict{display:inline-block;padding:.1rem .7rem;border-radius:1rem;color:#fff}
      .yes{background:#1a7f4b} .no{background:#b3261e} .facts{color:#566}
      table{border-collapse:collapse;width:100%} td,th{text-align:left;padding:.35rem .6rem;
        border-bottom:1px solid #e3e7ec;vertical-align:top} th{font-weight:600;color:#566}
      td:first-child,.level,.ms{white-space:nowrap} .ms{text-align:right;color:#789}
      .pass{color:#1a7f4b} .fail{color:#b3261e;font-weight:600} .refused,.waived,.not-run{color:#8a6d00}
      details{color:#566;font-size:.85rem}
      pre{white-space:pre-wrap;margin:.3rem 0 0;color:#566;font-size:.85rem}
      """;

  private HtmlReport() {}

  static String of(TckReport report) {
    StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head>");
    page.append("<meta charset=\"utf-8\"><title>")
        .append(text(report.info().title()))
        .append(" conformance</title><style>\n")
        .append(STYLE)
        .append("</style></head><body>\n<h1>")
        .append(text(report.info().title()))
        .append(" <span class=\"verdict ")
        .append(report.conformant() ? "yes" : "no")
        .append("\">")
        .append(MarkdownReport.verdict(report))
        .append("</span></h1>\n<p class=\"facts\">")
        .append(text(MarkdownReport.summary(report)))
        .append("<br>Refused capabilities: ")
        .append(
            report.info().refused().isEmpty()
                ? "none"
                : report.info().refused().stream()
                    .map(Enum::name)
                    .sorted()
                    .collect(Collectors.joining(", ")))
        .append("<br>Limits: ")
        .append(text(limits(report.info().limits())))
        .append("</p>\n");
    Map<String, List<RuleResult>> areas =
        report.results().stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.rule().area(), TreeMap::new, Collectors.toList()));
    areas.forEach((area, results) -> area(page, area, results));
    return page.append("</body></html>\n").toString();
  }

  private static void area(StringBuilder page, String area, List<RuleResult> results) {
    page.append("<h2>").append(text(area)).append("</h2>\n<table>");
    page.append("<tr><th>Rule</th><th>Verdict</th><th>Level</th><th>Says</th>");
    page.append("<th class=\"ms\">ms</th></tr>\n");
    for (RuleResult result : results) {
      String label = result.verdict().label();
      page.append("<tr id=\"").append(result.rule().id()).append("\"><td>");
      page.append(result.rule().id()).append("</td><td class=\"");
      page.append(label.toLowerCase(Locale.ROOT)).append("\">").append(label);
      page.append("</td><td class=\"level\">").append(result.rule().level());
      page.append("</td><td title=\"").append(attribute(result.rule().why())).append("\">");
      page.append(text(result.rule().says()));
      if (!result.detail().isEmpty()) {
        page.append("<pre>").append(text(result.detail())).append("</pre>");
      }
      page.append(evidence(result.evidence()));
      page.append("</td><td class=\"ms\">").append(result.millis()).append("</td></tr>\n");
    }
    page.append("</table>\n");
  }

  private static String limits(Limits limits) {
    return "requests of %,d and answers of %,d bytes, %s of time, %,d to %,d MiB of memory, %,d attempts at once, billed by %s"
        .formatted(
            limits.maxRequestBytes(),
            limits.maxResponseBytes(),
            limits.maxTimeout(),
            limits.minMemoryMb(),
            limits.maxMemoryMb(),
            limits.maxConcurrency(),
            limits.billingQuantum());
  }

  private static String evidence(Evidence evidence) {
    if (evidence.equals(Evidence.NONE)) {
      return "";
    }
    List<String> seen = new ArrayList<>();
    seen.add("deployments: " + evidence.deployments());
    seen.add("attempts: " + evidence.attempts());
    if (evidence.items() > 0) {
      seen.add("items: " + evidence.items());
    }
    evidence.amounts().forEach((meter, used) -> seen.add(meter + ": " + amount(used)));
    seen.addAll(evidence.resources());
    return "<details><summary>evidence</summary>"
        + text(String.join(" \u00b7 ", seen))
        + "</details>";
  }

  private static String amount(double used) {
    return String.format(Locale.ROOT, "%.6g", used);
  }

  private static String text(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String attribute(String text) {
    return text(text).replace("\"", "&quot;");
  }
}
