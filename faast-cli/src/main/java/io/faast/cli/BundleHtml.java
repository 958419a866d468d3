package io.faast.cli;

import io.faast.bundler.BundleReport;
import io.faast.cli.BundleView.Form;
import io.faast.examples.Units;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is in a bundle, as a page that needs nothing else: a treemap, and tables that say the same.
 */
final class BundleHtml {
  private static final String TEMPLATE = "treemap.html";
  private static final Pattern PLACE = Pattern.compile("@([A-Z]+)@");
  private static final String REFERENCED = "what is kept refers to it";
  private static final String RESOURCE = "resource";

  private final BundleView view;
  private final Map<String, Integer> reasons = new LinkedHashMap<>();
  private final Map<String, Integer> forms = new LinkedHashMap<>();

  private BundleHtml(BundleView view) {
    this.view = view;
    reasons.put(REFERENCED, 0);
    reasons.put(RESOURCE, 1);
    forms.put(Form.RESOURCE.words, 0);
  }

  static String page(BundleView view) throws IOException {
    BundleHtml html = new BundleHtml(view);
    Map<String, String> parts =
        Map.of(
            "TITLE", text("Bundle of " + view.title()),
            "SUMMARY", text(html.summary()),
            "ENTRIES", html.entries(),
            "PACKAGES", html.packages(),
            "DATA", html.data());
    // In one pass, so that what is put in is not looked through.
    Matcher places = PLACE.matcher(template());
    return places.replaceAll(
        place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), place.group())));
  }

  private static String template() throws IOException {
    try (InputStream in = BundleHtml.class.getResourceAsStream(TEMPLATE)) {
      if (in == null) {
        throw new IOException(TEMPLATE + " is not beside " + BundleHtml.class.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String summary() {
    return Units.bytes(view.packed().bytes())
        + " to deploy, "
        + Units.bytes(view.bundle().bytes())
        + " unpacked; "
        + Units.count(view.report().classes().size(), "class", "classes")
        + " and "
        + Units.count(view.count(Form.RESOURCE), "resource", "resources")
        + " from "
        + Units.count(
            view.entries().stream().filter(entry -> entry.entry().bytesOut() > 0).count(),
            "class path entry",
            "class path entries")
        + " of "
        + view.entries().size()
        + ".";
  }

  private String data() {
    List<List<Object>> files = new ArrayList<>();
    long raw = view.bundle().bytes();
    long packed = view.packed().bytes();
    int made = view.entries().size();
    for (BundleView.File file : view.files()) {
      int entry = file.entry() < 0 ? made : file.entry();
      files.add(
          List.of(
              file.name(),
              entry,
              reason(file),
              file.bytes(),
              file.packed(),
              forms.computeIfAbsent(file.form().words, key -> forms.size()),
              file.methodsCut()));
      raw -= file.bytes();
      packed -= file.packed();
    }
    files.add(List.of("(manifest, directories and index of the jar)", made, 1, raw, packed, 0, 0));
    List<String> entries =
        new ArrayList<>(view.entries().stream().map(BundleView.Entry::label).toList());
    entries.add("no class path entry");
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entries", entries);
    json.put("forms", forms.keySet());
    json.put("files", files);
    json.put("reasons", reasons.keySet());
    return Json.of(json).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private int reason(BundleView.File file) {
    if (file.form() == Form.RESOURCE) {
      return 1;
    }
    String kind = file.rule().isEmpty() ? REFERENCED : BundleView.kind(file.rule());
    return reasons.computeIfAbsent(kind, key -> reasons.size());
  }

  private String entries() {
    StringBuilder html = new StringBuilder("<table><thead><tr><th>entry</th>");
    html.append("<th class=n>classes</th><th class=n>of</th><th class=n>resources</th>");
    html.append("<th class=n>packed</th><th class=n>unpacked</th><th class=n>of</th></tr></thead>");
    html.append("<tbody>\n");
    for (BundleView.Entry each : view.entries()) {
      BundleReport.Entry entry = each.entry();
      html.append("<tr><td class=name>").append(text(each.label())).append("</td>");
      number(html, Units.count(entry.classesOut()));
      number(html, Units.count(entry.classesIn()));
      number(html, Units.count(entry.resourcesOut()));
      number(html, Units.bytes(each.packed()));
      number(html, Units.bytes(entry.bytesOut()));
      number(html, Units.bytes(entry.bytesIn()));
      html.append("</tr>\n");
    }
    return html.append("</tbody></table>").toString();
  }

  private String packages() {
    Map<String, long[]> sums = new LinkedHashMap<>();
    for (BundleView.File each : view.files()) {
      String name = each.name();
      int slash = name.lastIndexOf('/');
      String directory = slash < 0 ? "(root)" : name.substring(0, slash);
      long[] sum = sums.computeIfAbsent(directory, key -> new long[4]);
      sum[each.form() == Form.RESOURCE ? 1 : 0]++;
      sum[2] += each.packed();
      sum[3] += each.bytes();
    }
    StringBuilder html = new StringBuilder("<table><thead><tr><th>package or directory</th>");
    html.append("<th class=n>classes</th><th class=n>resources</th>");
    html.append("<th class=n>packed</th><th class=n>unpacked</th></tr></thead><tbody>\n");
    sums.entrySet().stream()
        .sorted(Comparator.comparing(sum -> -sum.getValue()[2]))
        .forEach(
            sum -> {
              String name = sum.getKey();
              String shown = sum.getValue()[0] > 0 ? name.replace('/', '.') : name;
              html.append("<tr><td class=name>").append(text(shown)).append("</td>");
              number(html, Units.count(sum.getValue()[0]));
              number(html, Units.count(sum.getValue()[1]));
              number(html, Units.bytes(sum.getValue()[2]));
              number(html, Units.bytes(sum.getValue()[3]));
              html.append("</tr>\n");
            });
    return html.append("</tbody></table>").toString();
  }

  private static void number(StringBuilder html, String number) {
    html.append("<td class=n>").append(number).append("</td>");
  }

  /** Names come from jars: whatever they hold, they are text. */
  private static String text(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
