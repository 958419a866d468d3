package io.faast.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reports beside each other: a page without anything from elsewhere. */
final class MatrixHtml {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width"><title>Conformance of providers</title>
      <style>
      :root{color-scheme:light dark;--ink:#1c2430;--soft:#5a6675;--line:#e3e7ec;--paper:#fff;
        --band:#f3f5f8;--good:#1a7f4b;--bad:#b3261e;--other:#8a6d00}
      @media(prefers-color-scheme:dark){:root{--ink:#e4e8ee;--soft:#9aa6b5;--line:#2d3540;
        --paper:#14181e;--band:#1d232b;--good:#4cc38a;--bad:#ff8a80;--other:#e0b84c}}
      body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:90rem;padding:0 1rem;
        color:var(--ink);background:var(--paper)}
      h1{font-size:1.6rem} table{border-collapse:separate;border-spacing:0;width:100%}
      td,th{text-align:left;padding:.35rem .6rem;border-bottom:1px solid var(--line);
        vertical-align:top} th{font-weight:600;color:var(--soft)}
      thead th{position:sticky;top:0;background:var(--paper);color:var(--ink);z-index:1}
      .area th{background:var(--band);color:var(--ink);padding-top:.6rem}
      .id{white-space:nowrap;width:5rem} .seen{width:8.5rem;overflow-wrap:anywhere}
      summary{cursor:pointer;white-space:nowrap}
      .yes,.pass{color:var(--good)} .no,.fail{color:var(--bad);font-weight:600}
      .refused,.waived,.not-run{color:var(--other)} .absent{color:var(--soft)}
      .why,details div{color:var(--soft);font-size:.85rem;font-weight:400}
      @media(max-width:60rem){.why{display:none} .seen{width:5.5rem;font-size:.8rem}
        td,th{padding:.35rem .3rem}}
      </style></head><body>
      <h1>Conformance of providers</h1>
      """;

  private final List<JsonNode> reports;
  private final StringBuilder page = new StringBuilder(HEAD);

  private MatrixHtml(List<JsonNode> reports) {
    this.reports = reports;
  }

  /** Returns the page of reports, in their order; {@code label} in each is what to call it. */
  static String of(List<JsonNode> reports) {
    return new MatrixHtml(reports).write();
  }

  private String write() {
    page.append("<table>\n<thead><tr><th class=\"id\"></th><th></th>");
    for (JsonNode report : reports) {
      page.append("<th class=\"seen\">").append(text(report.path("label").asText()));
      page.append("</th>");
    }
    page.append("</tr></thead>\n<tbody>\n");
    facts("Substrate", report -> text(report.path("title").asText()));
    facts("Verdict", MatrixHtml::verdict);
    facts("Rules", report -> text(counts(report.path("counts"))));
    facts("Tried", MatrixHtml::tried);
    facts("Took", report -> report.path("millis").asLong() / 1_000 + " s");
    fields("Made: ", "seen");
    facts("Refuses", report -> text(flat(report.path("refused"))));
    fields("", "limits");
    page.append("</tbody>\n");
    Map<String, Map<String, JsonNode>> areas = new TreeMap<>();
    for (JsonNode report : reports) {
      for (JsonNode rule : report.path("rules")) {
        areas
            .computeIfAbsent(rule.path("area").asText(), area -> new TreeMap<>())
            .putIfAbsent(rule.path("id").asText(), rule);
      }
    }
    areas.forEach(this::area);
    return page.append("</table>\n</body></html>\n").toString();
  }

  private static String verdict(JsonNode report) {
    return report.path("conformant").asBoolean()
        ? "<span class=\"yes\">conformant</span>"
        : "<span class=\"no\">not conformant</span>";
  }

  /** Returns how many rules have which verdict, without those that none has. */
  private static String counts(JsonNode counts) {
    List<String> parts = new ArrayList<>();
    counts
        .properties()
        .forEach(
            count -> {
              if (count.getValue().asInt() > 0) {
                parts.add(count.getValue().asInt() + " " + count.getKey());
              }
            });
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }

  /** Returns the day, and the version of Java without that of its build. */
  private static String tried(JsonNode report) {
    String day = report.path("started").asText().replaceFirst("T.*", "");
    return text(day + ", Java " + report.path("java").asText().replaceFirst("[+].*", ""));
  }

  /** Adds a row for each field that the reports have there. */
  private void fields(String prefix, String at) {
    Set<String> names = new LinkedHashSet<>();
    reports.forEach(report -> report.path(at).fieldNames().forEachRemaining(names::add));
    for (String name : names) {
      facts(prefix + name, report -> text(number(report.path(at).path(name))));
    }
  }

  private static String number(JsonNode value) {
    return value.isNumber()
        ? String.format(Locale.ROOT, value.isIntegralNumber() ? "%,.0f" : "%.4f", value.asDouble())
        : value.asText().replaceFirst("^PT", "").toLowerCase(Locale.ROOT);
  }

  private interface Fact {
    /** Returns what to say of a report, as HTML. */
    String of(JsonNode report);
  }

  private void facts(String name, Fact fact) {
    page.append("<tr><th colspan=\"2\">").append(text(name)).append("</th>");
    for (JsonNode report : reports) {
      page.append("<td class=\"seen\">").append(fact.of(report)).append("</td>");
    }
    page.append("</tr>\n");
  }

  private void area(String area, Map<String, JsonNode> rules) {
    page.append("<tbody>\n<tr class=\"area\"><th colspan=\"").append(reports.size() + 2);
    page.append("\">").append(text(area)).append("</th></tr>\n");
    rules.forEach(
        (id, rule) -> {
          page.append("<tr id=\"").append(text(id)).append("\"><td class=\"id\">");
          page.append(text(id)).append("<div class=\"why\">");
          page.append(text(rule.path("level").asText()));
          page.append("</div></td><td>").append(text(rule.path("says").asText()));
          page.append("<div class=\"why\">").append(text(rule.path("why").asText()));
          page.append("</div></td>");
          reports.forEach(report -> cell(report, id));
          page.append("</tr>\n");
        });
    page.append("</tbody>\n");
  }

  private void cell(JsonNode report, String id) {
    for (JsonNode rule : report.path("rules")) {
      if (rule.path("id").asText().equals(id)) {
        String verdict = rule.path("verdict").asText();
        page.append("<td class=\"seen ").append(text(verdict.toLowerCase(Locale.ROOT)));
        page.append("\"><details><summary>").append(text(verdict)).append("</summary><div>");
        page.append(String.join("<br>", evidence(rule))).append("</div></details></td>");
        return;
      }
    }
    page.append("<td class=\"seen absent\" title=\"does not apply\">\u2013</td>");
  }

  private static List<String> evidence(JsonNode rule) {
    List<String> lines = new ArrayList<>();
    if (!rule.path("detail").asText().isEmpty()) {
      lines.add(text(rule.path("detail").asText()));
    }
    lines.add(rule.path("millis").asLong() + " ms");
    Map<String, JsonNode> evidence = new LinkedHashMap<>();
    rule.path("evidence").properties().forEach(e -> evidence.put(e.getKey(), e.getValue()));
    evidence.forEach((name, value) -> lines.add(text(name + ": " + flat(value))));
    return lines;
  }

  private static String flat(JsonNode value) {
    List<String> parts = new ArrayList<>();
    if (value.isObject()) {
      value.properties().forEach(e -> parts.add(e.getKey() + " " + e.getValue().asText()));
    } else if (value.isArray()) {
      value.forEach(each -> parts.add(each.asText()));
    } else {
      return value.asText();
    }
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }

  private static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
