package io.faast.tck;

import io.faast.spi.Limits;
import io.faast.spi.ProviderInfo;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for a repository or a pull request. */
final class MarkdownReport {
  private MarkdownReport() {}

  static String of(TckReport report) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(report.info().title()).append(": ").append(verdict(report));
    page.append("\n\n");
    facts(report).forEach((name, value) -> page.append("- " + name + ": " + value + "\n"));
    page.append("\n");
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

  /** Returns what there is to say of a run as a whole. */
  static Map<String, String> facts(TckReport report) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Provider", report.provider());
    facts.put(
        "Tried",
        String.format(
            Locale.ROOT,
            "%tF, with Java %s, in %.1f s",
            report.started().atZone(ZoneOffset.UTC),
            Runtime.version().feature(),
            report.took().toMillis() / 1000.0));
    facts.put(
        "Rules",
        Arrays.stream(Verdict.values())
            .filter(verdict -> !report.with(verdict).isEmpty())
            .map(verdict -> report.with(verdict).size() + " " + verdict.label())
            .collect(Collectors.joining(", ")));
    facts.put("Made", made(report));
    facts.put("Refuses", refused(report.info()));
    facts.put("Limits", limits(report.info().limits()));
    return facts;
  }

  /** Returns how much the run made, beside what was said before. */
  static String made(TckReport report) {
    return report.seen()
        + (report.said().covers(report.seen())
            ? "; said before: at most "
            : "; that is MORE than was said before: at most ")
        + report.said();
  }

  private static String refused(ProviderInfo info) {
    return info.refused().isEmpty()
        ? "nothing"
        : info.refused().stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
  }

  private static String limits(Limits limits) {
    return String.format(
        Locale.ROOT,
        "requests of %,d and answers of %,d bytes, %s, %,d to %,d MiB of memory,"
            + " %,d attempts at once, billed by %s",
        limits.maxRequestBytes(),
        limits.maxResponseBytes(),
        time(limits.maxTimeout()),
        limits.minMemoryMb(),
        limits.maxMemoryMb(),
        limits.maxConcurrency(),
        time(limits.billingQuantum()));
  }

  private static String time(Duration time) {
    return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  static String cell(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replaceAll("\\s*\\R\\s*", " ");
  }
}
