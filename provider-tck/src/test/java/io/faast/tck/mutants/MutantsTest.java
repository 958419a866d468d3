package io.faast.tck.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.tck.RuleResult;
import io.faast.tck.Tck;
import io.faast.tck.TckListener;
import io.faast.tck.TckReport;
import io.faast.tck.TckSelection;
import io.faast.tck.Verdict;
import io.faast.tck.reference.InProcessTarget;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class MutantsTest {
  /** Returns all broken providers of these tests. */
  public static Stream<Mutant> mutants() {
    return Stream.of(
            AnswerMutants.all(),
            CallMutants.all(),
            ValueMutants.all(),
            StreamMutants.all(),
            CostMutants.all(),
            ResourceMutants.all(),
            StepMutants.all(),
            ClockMutants.all(),
            RefusalMutants.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void aDefectIsCaughtByTheRuleThatNamesIt(Mutant mutant) throws Exception {
    try (InProcessTarget target = new Front(mutant)) {
      TckReport report = Tck.run(target, TckSelection.of(mutant.rule()), TckListener.NONE);
      RuleResult result = report.result(mutant.rule()).orElseThrow();
      assertThat(result.verdict()).as(result.detail()).isEqualTo(Verdict.FAIL);
      assertThat(result.detail()).contains(mutant.message());
    }
  }

  /** Waits briefly once something is lost, and as long as ever for all that only takes its time. */
  private static final class Front extends InProcessTarget {
    private final Mutant mutant;

    Front(Mutant mutant) {
      super(mutant.make());
      this.mutant = mutant;
    }

    @Override
    public double patience() {
      return mutant.lost().get() ? 0.01 : 1;
    }
  }
}
