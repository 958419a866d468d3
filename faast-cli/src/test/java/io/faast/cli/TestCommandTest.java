package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
  void aWaiverOfARuleThatIsKeptIsStale() throws IOException {
    Path waivers =
        Files.writeString(
            dir.resolve("waivers"), "NAM-01 = https://example.com/issues/1 expires=9999-12-31");
    Ran ran = Ran.faast("test", "local", "--rules", "NAM-01", "--waivers", waivers);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).contains("NAM-01", "stale", "https://example.com/issues/1");
    Ran wrong = Ran.faast("test", "local", "--waivers", dir.resolve("none"));
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("--waivers", "none");
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
