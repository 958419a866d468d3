package io.faast.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.tck.mutants.Mutant;
import io.faast.tck.mutants.MutantsTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConformancePageTest {
  private static final Path PAGE = Path.of("..", "docs", "conformance.md");

  @Test
  void thePageSaysWhatTheRulesSay() throws IOException {
    String page =
        ConformancePage.of(
            Tck.rules(),
            MutantsTest.mutants()
                .collect(
                    Collectors.groupingBy(
                        Mutant::rule, Collectors.mapping(Mutant::defect, Collectors.toList()))));
    if (Boolean.getBoolean("faast.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "docs/conformance.md is stale. Write it with: mvn -pl provider-tck -am test"
                + " -Dtest=ConformancePageTest -Dfaast.docs.write=true"
                + " -Dsurefire.failIfNoSpecifiedTests=false")
        .isEqualTo(page);
  }
}
