package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
  @TempDir Path dir;

  @Test
  void triesChosenRulesAndWritesTheReport() {
    Ran ran = Ran.faast("test", "local", "--rules", "INV-01", "--report", dir);
    assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out()).contains("local: keeps the chosen rules", "1 PASS");
    assertThat(dir).isDirectoryContaining("glob:**report.html");
    assertThat(dir).isDirectoryContaining("glob:**report.json");
  }

  @Test
  void refusesARuleThatThereIsNot() {
    Ran ran = Ran.faast("test", "local", "--rules", "NOPE-7");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("NOPE-7", "areas are", "INV");
  }

  @Test
  void refusesAProviderThatThereIsNot() {
    Ran ran = Ran.faast("test", "loca");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("\"loca\"", "local");
  }

  @Test
  void refusesAnOptionOfTheProviderThatIsOutOfRange() {
    Ran ran = Ran.faast("test", "local", "-o", "log-limit-mb=-1");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("-1", "1048576");
  }
}
