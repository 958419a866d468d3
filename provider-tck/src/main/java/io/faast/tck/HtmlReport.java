package io.faast.tck;

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
      :root{color-scheme:light dark;--ink:#1c2430;--soft:#5a6675;--line:#e3e7ec;--paper:#fff;
        --good:#1a7f4b;--bad:#b3261e;--other:#8a6d00}
      @media(prefers-color-scheme:dark){:root{--ink:#e4e8ee;--soft:#9aa6b5;--line:#2d3540;
        --paper:#14181e;--good:#4cc38a;--bad:#ff8a80;--other:#e0b84c}}
      body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;
        color:var(--ink);background:var(--paper)}
      h1{font-size:1.6rem;margin-bottom:.4rem} h2{font-size:1.1rem;margin:2rem 0 .4rem}
      a{color:inherit} .verdict{display:inline-block;padding:.1rem .7rem;border-radius:1rem;
        color:var(--paper);font-size:1rem;vertical-align:middle;white-space:nowrap}
      .yes{background:var(--good)} .no{background:var(--bad)} .facts,.why{color:var(--soft)}
      .facts{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0}
      .facts dd{margin:0;color:var(--ink)}
      table{border-collapse:collapse;width:100%} td,th{text-align:left;padding:.35rem .6rem;
        border-bottom:1px solid var(--line);vertical-align:top} th{font-weight:600;
        color:var(--soft)} td{overflow-wrap:anywhere}
      .id{width:5rem;white-space:nowrap} .seen{width:6rem;white-space:nowrap}
      .level{width:4.5rem} .ms{width:4rem;text-align:right;color:var(--soft)}
      .pass{color:var(--good)} .fail{color:var(--bad);font-weight:600}
      .refused,.waived,.not-run{color:var(--other)}
      .why,details{font-size:.85rem} details{color:var(--soft)} summary{cursor:pointer}
      pre{white-space:pre-wrap;margin:.3rem 0 0;color:var(--soft);font-size:.85rem}
      @media(max-width:40rem){.level,.ms{display:none} td,th{padding:.35rem .3rem}
        .facts{grid-template-columns:1fr} .facts dd{margin-bottom:.4rem}}
      """;

  private HtmlReport() {}

  static String of(TckReport report) {
    StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head>");
    page.append("<meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
        .append(text(report.info().title()))
        .append(" conformance</title><style>\n")
        .append(STYLE)
        .append("</style></head><body>\n<h1>")
        .append(text(report.info().title()))
        .append(" <span class=\"verdict ")
        .append(report.conformant() ? "yes" : "no")
        .append("\">")
        .append(MarkdownReport.verdict(report))
        .append("</span></h1>\n<dl class=\"facts\">");
    MarkdownReport.facts(report)
        .forEach(
            (name, value) ->
                page.append("<dt>" + text(name) + "</dt><dd>" + text(value) + "</dd>"));
    page.append("</dl>\n");
    broken(page, report);
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
    page.append("<tr><th class=\"id\">Rule</th><th class=\"seen\">Verdict</th>");
    page.append("<th class=\"level\">Level</th><th>Says</th>");
    page.append("<th class=\"ms\">ms</th></tr>\n");
    for (RuleResult result : results) {
      String label = result.verdict().label();
      page.append("<tr id=\"").append(result.rule().id()).append("\"><td class=\"id\">");
      page.append(result.rule().id()).append("</td><td class=\"seen ");
      page.append(label.toLowerCase(Locale.ROOT)).append("\">").append(label);
      page.append("</td><td class=\"level\">").append(result.rule().level());
      page.append("</td><td>").append(text(result.rule().says()));
      page.append("<div class=\"why\">").append(text(result.rule().why())).append("</div>");
      if (!result.detail().isEmpty()) {
        page.append("<pre>").append(text(result.detail())).append("</pre>");
      }
      page.append(evidence(result.evidence()));
      page.append("</td><td class=\"ms\">").append(result.millis()).append("</td></tr>\n");
    }
    page.append("</table>\n");
  }

  /** What is wrong comes first. */
  private static void broken(StringBuilder page, TckReport report) {
    for (RuleResult result : report.results()) {
      if (result.verdict() == Verdict.FAIL) {
        String id = result.rule().id();
        page.append("<p><a class=\"fail\" href=\"#" + id + "\">" + id + "</a> ");
        page.append(text(result.rule().says())).append("</p>\n");
      }
    }
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
}
