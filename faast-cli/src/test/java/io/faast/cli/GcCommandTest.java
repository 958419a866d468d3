package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.spi.RunTag;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GcCommandTest {
  private final LocalTarget target = new LocalTarget();

  @Test
  void deletesWhatADeadClientLeftBehindOnlyWhenTold() throws Exception {
    String owner = "gc-command-test";
    String id = "gc-command-test-" + Long.toString(System.nanoTime(), 36);
    RunTag run = new RunTag(id, owner, Instant.now().minus(Duration.ofDays(3)));
    target.leaveBehind(run);
    assertThat(target.existing(run.runId())).isNotEmpty();

    Ran listed = Ran.faast("gc", "local", "--owner", owner);
    assertThat(listed.exitCode()).as(listed.err()).isZero();
    assertThat(listed.out())
        .containsPattern("garbage +" + id + " .*its client is gone, 3 days 0 h old")
        .contains("--execute deletes that");
    assertThat(target.existing(run.runId())).isNotEmpty();

    Ran mine = Ran.faast("gc", "local", "--owner", "gc-somebody-else", "--execute");
    assertThat(mine.out()).containsPattern("keep +" + id + " .*owned by " + owner);
    assertThat(target.existing(run.runId())).isNotEmpty();

    Ran younger = Ran.faast("gc", "local", "--owner", owner, "--retention", "P9D", "--execute");
    assertThat(younger.out()).containsPattern("keep +" + id);
    assertThat(target.existing(run.runId())).isNotEmpty();

    Ran executed = Ran.faast("gc", "local", "--owner", owner, "--execute", "--all");
    assertThat(executed.exitCode()).as(executed.err()).isZero();
    assertThat(executed.out()).containsPattern("Deleted [1-9]");
    assertThat(target.existing(run.runId())).isEmpty();
  }

  @Test
  void namesTheProvidersThatThereAre() {
    Ran ran = Ran.faast("gc", "mars");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("\"mars\"", "local", "aws");
  }

  @Test
  void refusesAnUnknownOptionOfTheProvider() {
    Ran ran = Ran.faast("gc", "local", "-o", "region=mars");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("region");
  }

  @Test
  void refusesANegativeRetention() {
    Ran ran = Ran.faast("gc", "local", "--retention", "-PT1H");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--retention");
  }
}
