package io.faast.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.local.fixture.Deeds;
import io.faast.spi.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
  @TempDir Path logs;

  @Test
  void aFloodOfOutputNeitherBlocksNorFillsTheDisk() throws Exception {
    var options = LocalOptions.defaults().withLogLimitMb(1);
    try (TestRun run = TestRun.of(TestRun.spec(Deeds.class, 1, options))) {
      Hearing hearing = run.start(TestRun.LONG, "printMany", 1L << 27);
      Outcome outcome = hearing.outcome();
      assertThat(outcome).isInstanceOf(Outcome.Answered.class);
      Path log = Path.of(outcome.report().logUrl());
      assertThat(Files.size(log)).isBetween(1L << 20, (1L << 20) + 200);
      assertThat(Files.readString(log)).endsWith("is lost]\n");
      assertThat(run.value("increment", 1)).isEqualTo(2);
    }
  }

  @Test
  void keptLogsHaveAllThatEachWorkerPrinted() throws Exception {
    var options = LocalOptions.defaults().withLogDirectory(logs);
    Set<Path> files = new HashSet<>();
    String runId;
    try (TestRun run = TestRun.of(TestRun.spec(Deeds.class, 3, options))) {
      runId = run.spec.run().runId();
      List<Hearing> hearings = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        hearings.add(run.start(TestRun.LONG, "print", "line " + i));
      }
      for (Hearing hearing : hearings) {
        files.add(Path.of(hearing.outcome().report().logUrl()));
      }
      assertThat(Path.of(run.deployment.logUrl())).isEqualTo(logs.resolve(runId));
    }
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      assertThat(file.getParent()).isEqualTo(logs.resolve(runId));
      lines.addAll(Files.readAllLines(file));
    }
    assertThat(new HashSet<>(lines)).hasSize(300);
    assertThat(lines).hasSize(300);
  }

  @Test
  void logsGoWithEverythingElse() throws Exception {
    Path log;
    try (TestRun run = TestRun.of(1)) {
      Hearing hearing = run.start(TestRun.LONG, "print", "gone soon");
      log = Path.of(hearing.outcome().report().logUrl());
      assertThat(log).exists();
    }
    assertThat(log).doesNotExist();
  }
}
