package io.faast.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faast.tck.reference.InProcessProvider;
import io.faast.tck.reference.InProcessTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TckReportTest {
  private static RuleResult result(int rule, Level level, Verdict verdict, String detail) {
    RuleInfo any = Tck.rules().get(rule);
    RuleInfo info =
        new RuleInfo(
            any.id(),
            any.area(),
            level,
            any.capability(),
            any.needs(),
            any.whenRefused(),
            any.beacon(),
            any.says(),
            any.why(),
            any.proof(),
            any.source());
    return new RuleResult(info, verdict, detail, 7);
  }

  private static TckReport report(RuleResult... results) {
    return new TckReport(
        "in-process",
        new InProcessProvider().info(),
        Instant.EPOCH,
        Duration.ofSeconds(3),
        List.of(results),
        TckExtent.MOST,
        new TckExtent(7, 70, OptionalDouble.of(0)));
  }

  @Test
  void conformantMeansNoMustFailedAndNoneWasLeftUntried() {
    RuleResult pass = result(0, Level.MUST, Verdict.PASS, "");
    assertThat(report(pass).conformant()).isTrue();
    assertThat(report(pass, result(1, Level.MUST, Verdict.REFUSED, "")).conformant()).isTrue();
    assertThat(report(pass, result(1, Level.MUST, Verdict.FAIL, "")).conformant()).isFalse();
    assertThat(report(pass, result(1, Level.MUST, Verdict.NOT_RUN, "")).conformant()).isFalse();
    assertThat(report(pass, result(1, Level.SHOULD, Verdict.FAIL, "")).conformant()).isTrue();
  }

  @Test
  void reportsCarryAnyTextWhole(@TempDir Path directory) throws Exception {
    String detail = "<b>\"quoted\" | piped\\ \n\u0007 \uD83D\uDE00 & more</b>";
    report(result(0, Level.MUST, Verdict.FAIL, detail)).writeTo(directory);
    JsonNode json = new ObjectMapper().readTree(directory.resolve("report.json").toFile());
    assertThat(json.get("rules").get(0).get("detail").asText()).isEqualTo(detail);
    assertThat(json.get("rules").get(0).get("verdict").asText()).isEqualTo("FAIL");
    assertThat(json.get("conformant").asBoolean()).isFalse();
    assertThat(json.get("counts").get("FAIL").asInt()).isEqualTo(1);
    assertThat(Files.readString(directory.resolve("report.html")))
        .contains("&lt;b&gt;\"quoted\" | piped")
        .doesNotContain("<b>");
    assertThat(Files.readString(directory.resolve("report.md")))
        .contains("\"quoted\" \\| piped")
        .contains("not conformant");
  }

  @Test
  void whatWasSaidIsComparedWithWhatWasSeen() throws Exception {
    TckExtent said = new TckExtent(2, 10, OptionalDouble.of(0.5));
    assertThat(said.covers(said)).isTrue();
    assertThat(said.covers(new TckExtent(3, 10, OptionalDouble.of(0.5)))).isFalse();
    assertThat(said.covers(new TckExtent(2, 11, OptionalDouble.of(0.5)))).isFalse();
    assertThat(said.covers(new TckExtent(2, 10, OptionalDouble.of(0.51)))).isFalse();
    assertThat(said.covers(new TckExtent(2, 10, OptionalDouble.empty()))).isTrue();
    try (InProcessTarget target = new InProcessTarget()) {
      TckReport report = Tck.run(target, TckSelection.of("CST-05", "GCO-01"), TckListener.NONE);
      int made = report.results().stream().mapToInt(r -> r.evidence().deployments()).sum();
      assertThat(made).isPositive();
      assertThat(report.seen().deployments()).isEqualTo(made + 1); // another was left behind
      assertThat(report.seen().attempts()).isBetween(1L, 1_000L);
      assertThat(report.said().covers(report.seen())).isTrue();
    }
  }

  @Test
  void rulesThatWereNotSelectedAreReportedAsNotRun() throws Exception {
    try (InProcessTarget target = new InProcessTarget()) {
      TckReport report = Tck.run(target, TckSelection.of("nam-01"), TckListener.NONE);
      assertThat(report.with(Verdict.PASS)).hasSize(1);
      assertThat(report.with(Verdict.NOT_RUN).get(0).detail()).isEqualTo("not selected");
      assertThat(report.conformant()).isFalse();
    }
  }

  @Test
  void aSelectionOfNoRuleIsRefused() throws Exception {
    try (InProcessTarget target = new InProcessTarget()) {
      assertThatThrownBy(() -> Tck.run(target, TckSelection.parse("CAN, NON-01"), TckListener.NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("NON-01")
          .hasMessageContaining("CAN");
    }
  }
}
