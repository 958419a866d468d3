package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void helpListsTheCommandsAndExitCodes() {
    Ran ran = Ran.faast("--help");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains(
            "demo", "providers", "test", "report", "gc", "bundle", "Exit codes", "wrong usage");
  }

  @Test
  void withoutACommandOneIsAskedFor() {
    Ran ran = Ran.faast();
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("Missing required subcommand").contains("faast --help");
  }

  @Test
  void aMistypedCommandGetsASuggestionInsteadOfAStackTrace() {
    Ran ran = Ran.faast("provider");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("providers").doesNotContain("\tat ");
  }

  @Test
  void aMistypedOptionGetsOneLineAndAdvice() {
    Ran ran = Ran.faast("demo", "audit", "--concurency", "3");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--concurency").doesNotContain("\tat ");
  }

  @Test
  void anOptionThatIsNoNumberIsNamed() {
    Ran ran = Ran.faast("demo", "picture", "--rays", "many");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--rays", "many", "faast demo picture --help");
  }

  @Test
  void everyCommandHasHelp() {
    for (String command : new String[] {"demo", "providers", "test", "report", "gc", "bundle"}) {
      Ran ran = Ran.faast(command, "--help");
      assertThat(ran.exitCode()).isZero();
      assertThat(ran.out()).contains("Usage: faast " + command);
    }
  }
}
