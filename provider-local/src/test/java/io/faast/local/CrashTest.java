package io.faast.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.local.fixture.Deeds;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens when functions misbehave: the right failure, and the next call works. */
class CrashTest {
  private TestRun run;

  @BeforeEach
  void deploy() throws Exception {
    run = TestRun.of(2);
  }

  @AfterEach
  void close() throws Exception {
    assertThat(run.value("increment", 1)).isEqualTo(2);
    assertThat(run.end().failures()).isEmpty();
    assertThat(run.directory()).doesNotExist();
  }

  @Test
  void anExitIsACrashWhateverItsCode() throws Exception {
    for (int code : new int[] {0, 1, 3, 137}) {
      Outcome.Failed failed = run.failure("exit", code);
      assertThat(failed.kind()).isEqualTo(FailureKind.CRASHED);
      assertThat(failed.message()).contains("code " + code);
      assertThat(failed.permanent()).isFalse();
      assertThat(failed.report().usage()[0]).isEqualTo(1);
      assertThat(failed.report().billedNanos()).isPositive();
    }
    assertThat(run.failure("halt", 7).message()).contains("code 7");
  }

  @Test
  void aKilledWorkerIsACrashThatNamesTheSignal() throws Exception {
    Outcome.Failed failed = run.failure("killed");
    assertThat(failed.kind()).isEqualTo(FailureKind.CRASHED);
    assertThat(failed.message()).contains("SIGKILL");
  }

  @Test
  void aLoopEndsAtItsTimeoutAndSoDoesItsProcess() throws Exception {
    try (TestRun narrow = TestRun.of(1)) {
      long pid = (long) narrow.value("pid");
      Outcome.Failed failed = TestRun.failure(narrow.start(Duration.ofMillis(300), "spin", 1));
      assertThat(failed.kind()).isEqualTo(FailureKind.TIMED_OUT);
      assertThat(failed.report().measuredNanos()).isGreaterThanOrEqualTo(300_000_000);
      assertThat(failed.message()).contains("300 ms");
      Processes.awaitEnd(pid);
      assertThat((long) narrow.value("pid")).isNotEqualTo(pid);
    }
  }

  @Test
  void aFullHeapIsOutOfMemory() throws Exception {
    Outcome.Failed failed = run.failure("fillHeap");
    assertThat(failed.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
    assertThat(failed.message()).contains("OutOfMemoryError");
  }

  @Test
  void memoryOutsideOfTheHeapIsLimitedToo() throws Exception {
    Outcome.Failed failed = run.failure("fillDirect");
    assertThat(failed.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
    var options = LocalOptions.defaults().withJvmOptions("-XX:MaxDirectMemorySize=8g");
    try (TestRun generous = TestRun.of(TestRun.spec(Deeds.class, 1, options))) {
      Outcome.Failed watched = generous.failure("holdDirect", 1_024);
      assertThat(watched.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
      assertThat(watched.message()).contains("128 MiB");
    }
  }

  @Test
  void aClosedStandardOutputDoesNoHarm() throws Exception {
    assertThat(run.value("closeOutput")).isEqualTo(1);
    assertThat(run.value("print", "into nothing")).isEqualTo(12);
  }

  @Test
  void aThreadThatOutlivesItsCallDoesNoHarm() throws Exception {
    assertThat(run.value("startThread")).isEqualTo(1);
  }

  @Test
  void aLogIsWholeAfterACrash() throws Exception {
    Outcome.Failed failed = run.failure("printThenCrash", 5_000);
    assertThat(failed.kind()).isEqualTo(FailureKind.CRASHED);
    String log = Files.readString(Path.of(failed.report().logUrl()));
    assertThat(log.lines().filter(line -> line.startsWith("line ")).count()).isEqualTo(5_000);
    assertThat(failed.message()).contains(failed.report().logUrl().toString());
  }

  @Test
  void aCancelledCallEndsAndItsWorkerLives() throws Exception {
    try (TestRun patient = TestRun.of(TestRun.spec(Deeds.class, 1, TestRun.PATIENT))) {
      long pid = (long) patient.value("pid");
      Hearing sleep = patient.start(TestRun.LONG, "sleep", 60_000);
      sleep.invocation().cancel();
      assertThat(TestRun.failure(sleep).kind()).isEqualTo(FailureKind.CANCELLED);
      assertThat(patient.value("pid")).isEqualTo(pid);
    }
  }

  @Test
  void aCallThatIgnoresItsCancellationIsEnded() throws Exception {
    Hearing sleep = run.start(TestRun.LONG, "sleepStubbornly");
    sleep.invocation().cancel();
    assertThat(TestRun.failure(sleep).kind()).isEqualTo(FailureKind.CANCELLED);
    Hearing loop = run.start(TestRun.LONG, "spin", 1);
    loop.invocation().cancel();
    assertThat(TestRun.failure(loop).kind()).isEqualTo(FailureKind.CANCELLED);
  }

  @Test
  void aWaitingCallIsCancelledAtOnce() throws Exception {
    var spec = TestRun.spec(Deeds.class, 1, LocalOptions.defaults());
    try (TestRun narrow = TestRun.of(spec)) {
      Hearing first = narrow.start(TestRun.LONG, "sleep", 60_000);
      Hearing second = narrow.start(TestRun.LONG, "increment", 1);
      second.invocation().cancel();
      Outcome.Failed failed = TestRun.failure(second);
      assertThat(failed.kind()).isEqualTo(FailureKind.CANCELLED);
      assertThat(failed.report().usage()).containsOnly(0);
      first.invocation().cancel();
      assertThat(TestRun.failure(first).kind()).isEqualTo(FailureKind.CANCELLED);
    }
  }

  @Test
  void aSocketClosedByUserCodeIsACrash() throws Exception {
    var options =
        LocalOptions.defaults().withJvmOptions("--add-opens=java.base/java.io=ALL-UNNAMED");
    try (TestRun open = TestRun.of(TestRun.spec(Deeds.class, 1, options))) {
      assertThat(open.failure("closeAllDescriptors").kind()).isEqualTo(FailureKind.CRASHED);
      assertThat(open.value("increment", 1)).isEqualTo(2);
    }
  }
}
