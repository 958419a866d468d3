package io.faast.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.spi.ProviderInfo;
import io.faast.tck.probe.DelegatingProvider;
import io.faast.tck.reference.InProcessProvider;
import io.faast.tck.reference.InProcessTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

class TckWaiversTest {
  private static final String LINE = "NAM-01 = https://example.com/issues/17 expires=";

  /** Breaks NAM-01 and NAM-03, which look at its name. */
  private static final class BadlyNamed extends DelegatingProvider {
    BadlyNamed() {
      super(new InProcessProvider());
    }

    @Override
    public String name() {
      return "Badly Named";
    }

    @Override
    public ProviderInfo info() {
      return super.info();
    }
  }

  private static RuleResult tried(InProcessTarget target, String waivers) throws Exception {
    try (target) {
      TckReport report =
          Tck.run(target, TckSelection.of("NAM-01"), TckWaivers.parse(waivers), TckListener.NONE);
      assertThat(report.conformant()).isFalse();
      return report.result("NAM-01").orElseThrow();
    }
  }

  @Test
  void aBrokenRuleIsWaivedUntilItsLastDay() throws Exception {
    RuleResult waived =
        tried(new InProcessTarget(conformant -> new BadlyNamed()), LINE + "9999-12-31");
    assertThat(waived.verdict()).isEqualTo(Verdict.WAIVED);
    assertThat(waived.detail())
        .contains("9999-12-31", "https://example.com/issues/17", "Badly Named");
    RuleResult late =
        tried(new InProcessTarget(conformant -> new BadlyNamed()), LINE + "2020-01-01");
    assertThat(late.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(late.detail()).contains("ended on 2020-01-01", "Badly Named");
  }

  @Test
  void aWaiverOfARuleThatIsKeptFails() throws Exception {
    RuleResult stale = tried(new InProcessTarget(), LINE + "9999-12-31");
    assertThat(stale.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(stale.detail()).contains("stale", "https://example.com/issues/17");
  }

  @Test
  void whatIsNoWaiverIsNamed() {
    for (String wrong :
        List.of(
            "NAM-99 = https://example.com/1 expires=2030-01-01",
            "NAM-01 = https://example.com/1",
            "NAM-01 = expires=2030-01-01",
            "NAM-01 = soon expires=2030-01-01",
            "NAM-01 = https://example.com/1 expires=tomorrow",
            "NAM-01 =")) {
      assertThatThrownBy(() -> TckWaivers.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong.substring(0, 6));
    }
  }
}
