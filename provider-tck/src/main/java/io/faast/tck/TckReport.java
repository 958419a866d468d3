package io.faast.tck;

import io.faast.spi.ProviderInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run of the kit found about a provider.
 *
 * @param provider the provider's name
 * @param info its title, capabilities and limits
 * @param started when the run began
 * @param took how long it took
 * @param results a result for each rule, in order of their ids; rules for providers that refuse a
 *     capability are absent where it is not refused
 * @param said the most that was said beforehand to be made
 * @param seen what was made
 * @since 0.1.0
 */
public record TckReport(
    String provider,
    ProviderInfo info,
    Instant started,
    Duration took,
    List<RuleResult> results,
    TckExtent said,
    TckExtent seen) {
  /** Takes a copy of the list. */
  public TckReport {
    results = List.copyOf(results);
  }

  /**
   * Returns whether all rules at level MUST were tried, unless refused, and none is broken or
   * waived.
   */
  public boolean conformant() {
    return results.stream()
        .filter(result -> result.rule().level() == Level.MUST)
        .allMatch(
            result -> result.verdict() == Verdict.PASS || result.verdict() == Verdict.REFUSED);
  }

  /** Returns the results with that verdict. */
  public List<RuleResult> with(Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).toList();
  }

  /** Returns the result of the rule of that id, if it is in the report. */
  public Optional<RuleResult> result(String id) {
    return results.stream().filter(result -> result.rule().id().equals(id)).findFirst();
  }

  /** Writes {@code report.json}, {@code report.md} and {@code report.html} into a directory. */
  public void writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("report.json"), JsonReport.of(this));
    Files.writeString(directory.resolve("report.md"), MarkdownReport.of(this));
    Files.writeString(directory.resolve("report.html"), HtmlReport.of(this));
  }
}
