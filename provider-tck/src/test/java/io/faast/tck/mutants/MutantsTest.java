package io.faast.tck.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.tck.RuleResult;
import io.faast.tck.Tck;
import io.faast.tck.TckListener;
import io.faast.tck.TckReport;
import io.faast.tck.TckSelection;
import io.faast.tck.Verdict;
import io.faast.tck.reference.InProcessProvider;
import io.faast.tck.reference.InProcessTarget;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MutantsTest {
  static Stream<Mutant> mutants() {
    return Stream.of(
            AnswerMutants.all(),
            StreamMutants.all(),
            CostMutants.all(),
            ResourceMutants.all(),
            RefusalMutants.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void aDefectIsCaughtByTheRuleThatNamesIt(Mutant mutant) throws Exception {
    try (InProcessTarget target = new Impatient(mutant)) {
      TckReport report = Tck.run(target, TckSelection.of(mutant.rule()), TckListener.NONE);
      RuleResult result = report.result(mutant.rule()).orElseThrow();
      assertThat(result.verdict()).as(result.detail()).isEqualTo(Verdict.FAIL);
      assertThat(result.detail()).contains(mutant.message());
    }
  }

  /** Waits a second only, since what a mutant loses never comes. */
  private static final class Impatient extends InProcessTarget {
    Impatient(Mutant mutant) {
      super(mutant.make().apply(new InProcessProvider()));
    }

    @Override
    public double patience() {
      return 0.05;
    }
  }
}
