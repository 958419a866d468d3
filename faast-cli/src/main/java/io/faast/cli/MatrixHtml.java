package io.faast.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reports beside each other: a page without anything from elsewhere. */
final class MatrixHtml {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Conformance of providers</title><style>
      body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:84rem;padding:0 1rem;
        color:#1c2430;background:#fff}
      h1{font-size:1.6rem} h2{font-size:1.1rem;margin:2rem 0 .4rem}
      table{border-collapse:collapse;width:100%} td,th{text-align:left;padding:.35rem .6rem;
        border-bottom:1px solid #e3e7ec;vertical-align:top} th{font-weight:600;color:#566}
      td:first-child,td.verdict{white-space:nowrap} summary{cursor:pointer}
      .pass{color:#1a7f4b} .fail{color:#b3261e;font-weight:600}
      .refused,.waived,.not-run,.absent{color:#8a6d00} .why,details div{color:#566;font-size:.85rem}
      </style></head><body>
      <h1>Conformance of providers</h1>
      """;

  private final List<JsonNode> reports;
  private final StringBuilder page = new StringBuilder(HEAD);

  private MatrixHtml(List<JsonNode> reports) {
    this.reports = reports;
  }

  /** Returns the page of reports, in their order. */
  static String of(List<JsonNode> reports) {
    return new MatrixHtml(reports).write();
  }

  private String write() {
    page.append("<table>\n");
    facts("Provider", report -> report.path("title").asText());
    facts("Verdict", r -> r.path("conformant").asBoolean() ? "conformant" : "not conformant");
    facts("Rules", report -> flat(report.path("counts")));
    facts("Tried", r -> r.path("started").asText() + ", Java " + r.path("java").asText());
    facts("Took", report -> report.path("millis").asLong() / 1_000 + " s");
    facts("Refuses", report -> flat(report.path("refused")));
    facts("Limits", report -> flat(report.path("limits")));
    page.append("</table>\n");
    Map<String, Map<String, JsonNode>> areas = new TreeMap<>();
    for (JsonNode report : reports) {
      for (JsonNode rule : report.path("rules")) {
        areas
            .computeIfAbsent(rule.path("area").asText(), area -> new TreeMap<>())
            .putIfAbsent(rule.path("id").asText(), rule);
      }
    }
    areas.forEach(this::area);
    return page.append("</body></html>\n").toString();
  }

  private interface Fact {
    String of(JsonNode report);
  }

  private void facts(String name, Fact fact) {
    page.append("<tr><th>").append(name).append("</th>");
    for (JsonNode report : reports) {
      page.append("<td>").append(text(fact.of(report))).append("</td>");
    }
    page.append("</tr>\n");
  }

  private void area(String area, Map<String, JsonNode> rules) {
    page.append("<h2>").append(text(area)).append("</h2>\n<table><tr><th>Rule</th><th>Says</th>");
    for (JsonNode report : reports) {
      page.append("<th>").append(text(report.path("provider").asText())).append("</th>");
    }
    page.append("</tr>\n");
    rules.forEach(
        (id, rule) -> {
          page.append("<tr id=\"").append(text(id)).append("\"><td>").append(text(id));
          page.append("<br><span class=\"why\">").append(text(rule.path("level").asText()));
          page.append("</span></td><td>").append(text(rule.path("says").asText()));
          page.append("<div class=\"why\">").append(text(rule.path("why").asText()));
          page.append("</div></td>");
          reports.forEach(report -> cell(report, id));
          page.append("</tr>\n");
        });
    page.append("</table>\n");
  }

  private void cell(JsonNode report, String id) {
    for (JsonNode rule : report.path("rules")) {
      if (rule.path("id").asText().equals(id)) {
        String verdict = rule.path("verdict").asText();
        page.append("<td class=\"verdict ").append(text(verdict.toLowerCase(Locale.ROOT)));
        page.append("\"><details><summary>").append(text(verdict)).append("</summary><div>");
        page.append(String.join("<br>", evidence(rule))).append("</div></details></td>");
        return;
      }
    }
    page.append("<td class=\"absent\">does not apply</td>");
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
