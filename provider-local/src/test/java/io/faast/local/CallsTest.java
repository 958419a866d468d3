package io.faast.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.local.fixture.Deeds;
import io.faast.spi.AttemptReport;
import io.faast.spi.CleanupReport;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import io.faast.worker.ReplyMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What well-behaved calls see. */
class CallsTest {
  private static TestRun run;

  @BeforeAll
  static void deploy() throws Exception {
    run = TestRun.of(4);
  }

  @AfterAll
  static void close() throws Exception {
    CleanupReport report = run.end();
    assertThat(report.failures()).isEmpty();
    assertThat(report.deleted()).isEqualTo(1);
    assertThat(run.directory()).doesNotExist();
  }

  @Test
  void aValueComesBack() throws Exception {
    assertThat(run.value("increment", 41)).isEqualTo(42);
  }

  @Test
  void anExceptionIsAnAnswer() throws Exception {
    Outcome outcome = run.start(TestRun.LONG, "fail", "no such thing").outcome();
    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    ReplyMessage reply = ReplyMessage.read(((Outcome.Answered) outcome).response());
    assertThat(reply).isInstanceOf(ReplyMessage.Thrown.class);
    assertThat(((ReplyMessage.Thrown) reply).thrown().message()).isEqualTo("no such thing");
  }

  @Test
  void sequentialCallsUseOneWorker() throws Exception {
    // A run of its own: a worker that another test made start may become ready meanwhile.
    try (TestRun own = TestRun.of(4)) {
      Set<String> workers = new HashSet<>();
      for (int i = 0; i < 200; i++) {
        workers.add(own.start(TestRun.LONG, "increment", i).outcome().report().workerId());
      }
      assertThat(workers).hasSize(1);
    }
  }

  @Test
  void largeArgumentsAndResultsPass() throws Exception {
    int size = 16 << 20;
    assertThat(run.value("length", (Object) new byte[size])).isEqualTo(size);
    assertThat((byte[]) run.value("bytes", size)).hasSize(size);
  }

  @Test
  void manyCallsAtOnceAllEnd() throws Exception {
    List<Hearing> hearings = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      hearings.add(run.start(TestRun.LONG, "increment", i));
    }
    for (Hearing hearing : hearings) {
      assertThat(hearing.outcome()).isInstanceOf(Outcome.Answered.class);
    }
  }

  @Test
  void longAndShortCallsTakeTurnsOnTheSameWorkers() throws Exception {
    for (int i = 0; i < 30; i++) {
      List<Hearing> hearings = new ArrayList<>();
      for (int j = 0; j < 8; j++) {
        hearings.add(run.start(TestRun.LONG, "sleep", (i + j) % 7));
      }
      for (Hearing hearing : hearings) {
        assertThat(hearing.outcome()).isInstanceOf(Outcome.Answered.class);
      }
    }
  }

  @Test
  void aLeftOverInterruptDoesNoHarm() throws Exception {
    assertThat(run.value("interruptSelf")).isEqualTo(1);
    assertThat(run.value("increment", 1)).isEqualTo(2);
  }

  @Test
  void theEnvironmentIsTheUsersAndLittleElse() throws Exception {
    assertThat(run.value("environment", "GREETING")).isEqualTo("hello");
    assertThat(run.value("environment", "TMPDIR").toString())
        .startsWith(run.directory().toAbsolutePath().toString());
    @SuppressWarnings("unchecked")
    List<String> names = (List<String>) run.value("environmentNames");
    assertThat(names)
        .allMatch(
            name ->
                Set.of("GREETING", "PATH", "HOME", "LANG", "TZ", "TMPDIR").contains(name)
                    || name.startsWith("LC_"));
  }

  @Test
  void theWorkerKnowsTheBundleAlone() throws Exception {
    String classPath = run.value("property", "java.class.path").toString();
    Path work = Path.of(run.value("property", "user.dir").toString());
    assertThat(work.resolve(classPath).normalize())
        .isEqualTo(run.directory().resolve("bundle.jar").toAbsolutePath());
  }

  @Test
  void filesGoIntoTheRunsOwnDirectory() throws Exception {
    Path work = Path.of(run.value("leaveMess").toString());
    assertThat(work).startsWith(run.directory().toAbsolutePath());
    assertThat(work.resolve("here.txt")).exists();
    assertThat(Files.isDirectory(Path.of("/"))).isTrue();
  }

  @Test
  void theContextNamesTheProvider() throws Exception {
    assertThat(run.value("context").toString()).matches("local w\\d+ 128");
  }

  @Test
  void usageIsMeteredInWholeMilliseconds() throws Exception {
    AttemptReport report = run.start(TestRun.LONG, "sleep", 20).outcome().report();
    assertThat(report.measuredNanos()).isGreaterThanOrEqualTo(20_000_000);
    assertThat(report.billedNanos() % 1_000_000).isZero();
    assertThat(report.billedNanos()).isGreaterThanOrEqualTo(report.measuredNanos());
    assertThat(report.usage()[0]).isEqualTo(1);
    assertThat(report.usage()[1]).isEqualTo(128 / 1024.0 * report.billedNanos() / 1e6);
    assertThat(run.deployment.ownUsage()[1]).isPositive();
    assertThat(run.deployment.meters()).hasSize(2).allMatch(m -> m.unitPrice().isPresent());
  }

  @Test
  void aBrokenModuleEndsItsCallsAsCrashed() throws Exception {
    var spec = TestRun.spec(io.faast.local.fixture.EndsWhenBuilt.class, 1, LocalOptions.defaults());
    try (TestRun broken = TestRun.of(spec)) {
      Outcome.Failed failed = broken.failure("increment", 1);
      assertThat(failed.kind()).isEqualTo(FailureKind.CRASHED);
      assertThat(failed.message()).contains("code 41", "building ends here");
    }
  }

  @Test
  void aJvmThatCannotStartFailsForGoodAndSaysWhy() throws Exception {
    var options = LocalOptions.defaults().withJvmOptions("-XX:NoSuchOption=1");
    try (TestRun broken = TestRun.of(TestRun.spec(Deeds.class, 2, options))) {
      Outcome.Failed failed = broken.failure("increment", 1);
      assertThat(failed.kind()).isEqualTo(FailureKind.INFRASTRUCTURE);
      assertThat(failed.permanent()).isTrue();
      assertThat(failed.message()).contains("NoSuchOption");
      assertThat(broken.failure("increment", 2).permanent()).isTrue();
    }
  }
}
