package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private static final String REPORT =
      """
      {"schema":1,"provider":"%s","title":"%s","conformant":true,"started":"2026-01-01T00:00:00Z",
       "millis":5000,"java":"17","refused":["CANCEL"],"limits":{"maxConcurrency":4},
       "counts":{"PASS":1},"rules":[{"id":"%s","area":"Naming","level":"MUST","says":"It <says>.",
       "why":"Because.","verdict":"%s","detail":"","millis":3,
       "evidence":{"deployments":1,"attempts":2,"amounts":{"requests":2.0},"resources":["a & b"]}}]}
      """;

  @TempDir Path dir;

  private Path report(String provider, String rule, String verdict) throws IOException {
    Path directory = Files.createDirectory(dir.resolve(provider));
    Files.writeString(
        directory.resolve("report.json"),
        REPORT.formatted(provider, "Title of " + provider, rule, verdict));
    return directory;
  }

  @Test
  void reportsStandBesideEachOtherRuleByRule() throws IOException {
    Path page = dir.resolve("matrix.html");
    Ran ran =
        Ran.faast(
            "report",
            report("one", "NAM-01", "PASS"),
            report("two", "NAM-01", "FAIL").resolve("report.json"),
            "three, slowly=" + report("three", "NAM-02", "PASS"),
            "-o",
            page);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    String html = Files.readString(page);
    assertThat(html)
        .contains("Title of one", "Title of two", "It &lt;says&gt;.", "requests 2.0", "a &amp; b")
        .contains("class=\"seen pass\"", "class=\"seen fail\"", "does not apply")
        .contains(">one</th>", ">two</th>", ">three, slowly</th>", ">1 PASS<")
        .doesNotContain("<says>");
  }

  @Test
  void whatIsNoReportIsRefused() throws IOException {
    Path other = Files.writeString(dir.resolve("other.json"), "{\"schema\":2}");
    Ran ran = Ran.faast("report", other, "-o", dir.resolve("page.html"));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("other.json", "faast test");
    Ran missing = Ran.faast("report", dir.resolve("nowhere.json"));
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("nowhere.json");
  }
}
