package io.faast.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.tck.mutants.Mutant;
import io.faast.tck.mutants.MutantsTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConformancePageTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void thePageSaysWhatTheRulesSay() throws IOException {
    String page =
        ConformancePage.of(
            Tck.rules(),
            MutantsTest.mutants()
                .collect(
                    Collectors.groupingBy(
                        Mutant::rule, Collectors.mapping(Mutant::defect, Collectors.toList()))));
    assertWritten("conformance.md", page);
  }

  @Test
  void thePageSaysWhichDefectsAreCaught() throws IOException {
    assertWritten("mutants.md", MutantsPage.of(Tck.rules(), MutantsTest.mutants().toList()));
  }

  /** A rule that nothing was ever seen to break may be unable to fail. */
  @Test
  void everyRuleIsBrokenOrSaysWhyNot() {
    Set<String> broken =
        MutantsTest.mutants().map(Mutant::rule).collect(Collectors.toCollection(TreeSet::new));
    assertThat(broken)
        .isEqualTo(
            Tck.rules().stream()
                .filter(rule -> rule.proof() == Proof.MUTANT)
                .map(RuleInfo::id)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** What the engine keeps is seen to fail there, by a test that there is. */
  @Test
  void everyRuleThatTheEngineKeepsNamesTheTestThatHoldsItToThat() throws IOException {
    assertThat(EngineProof.ALL)
        .extracting(EngineProof::rule)
        .containsExactlyInAnyOrderElementsOf(
            Tck.rules().stream()
                .filter(rule -> rule.proof() == Proof.ENGINE)
                .map(RuleInfo::id)
                .toList());
    for (EngineProof proof : EngineProof.ALL) {
      assertThat(Files.readString(proof.source()))
          .as("the test of " + proof.rule())
          .containsPattern("Test\\b[^;]*\\s+(public )?void " + proof.method() + "\\(");
    }
  }

  private static void assertWritten(String name, String page) throws IOException {
    if (Boolean.getBoolean("faast.docs.write")) {
      Files.writeString(DOCS.resolve(name), page);
    }
    assertThat(Files.readString(DOCS.resolve(name)))
        .as(
            "docs/%s is stale. Write it with: mvn -pl provider-tck -am test"
                + " -Dtest=ConformancePageTest -Dfaast.docs.write=true"
                + " -Dsurefire.failIfNoSpecifiedTests=false",
            name)
        .isEqualTo(page);
  }
}
