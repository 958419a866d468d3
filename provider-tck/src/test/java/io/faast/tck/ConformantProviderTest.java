package io.faast.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.tck.reference.InProcessTarget;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConformantProviderTest {
  @Test
  void aConformantProviderPassesEveryRuleThatItDoesNotRefuse() throws Exception {
    try (InProcessTarget target = new InProcessTarget()) {
      Set<String> told = new TreeSet<>();
      TckReport report =
          Tck.run(
              target,
              TckSelection.all(),
              new TckListener() {
                @Override
                public void finished(RuleResult result) {
                  told.add(result.rule().id());
                }
              });
      assertThat(report.with(Verdict.FAIL)).isEmpty();
      assertThat(report.with(Verdict.NOT_RUN)).isEmpty();
      assertThat(report.conformant()).isTrue();
      assertThat(report.with(Verdict.PASS)).hasSizeGreaterThan(80);
      assertThat(told)
          .isEqualTo(new TreeSet<>(report.results().stream().map(r -> r.rule().id()).toList()));
      assertThat(target.substrate().tagged()).as("left in the substrate").isEmpty();
    }
  }
}
