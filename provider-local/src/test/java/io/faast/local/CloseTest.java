package io.faast.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.local.fixture.Deeds;
import io.faast.spi.FailureKind;
import io.faast.spi.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CloseTest {
  @Test
  void closingDuringCallsEndsThemAndLeavesNothing() throws Exception {
    TestRun run = TestRun.of(2);
    long pid = (long) run.value("pid");
    List<Hearing> hearings = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      hearings.add(run.start(TestRun.LONG, "spin", 1));
    }
    assertThat(run.end().complete()).isTrue();
    for (Hearing hearing : hearings) {
      assertThat(TestRun.failure(hearing).kind()).isEqualTo(FailureKind.CANCELLED);
    }
    assertThat(Processes.alive(pid)).isFalse();
    assertThat(run.directory()).doesNotExist();
    Hearing late = run.start(TestRun.LONG, "increment", 1);
    assertThat(TestRun.failure(late).kind()).isEqualTo(FailureKind.CANCELLED);
  }

  @Test
  void closingRightAfterDeployingLeavesNothing() throws Exception {
    for (int i = 0; i < 3; i++) {
      TestRun run = TestRun.of(4);
      assertThat(run.end().failures()).isEmpty();
      assertThat(run.directory()).doesNotExist();
      assertThat(run.end().deleted()).isEqualTo(1);
    }
  }

  @Test
  void processesThatFunctionsStartedEndToo() throws Exception {
    TestRun run = TestRun.of(1);
    long daemon = (long) run.value("startDaemon");
    assertThat(Processes.alive(daemon)).isTrue();
    assertThat(run.end().failures()).isEmpty();
    Processes.awaitEnd(daemon);
  }

  @Test
  void aThreadThatNeverEndsDoesNotHoldUpClosing() throws Exception {
    TestRun run = TestRun.of(1);
    long pid = (long) run.value("pid");
    run.value("startThread");
    assertThat(run.end().failures()).isEmpty();
    assertThat(Processes.alive(pid)).isFalse();
  }

  @Test
  void aDeploymentThatFailsLeavesNothing() throws Exception {
    var spec =
        TestRun.spec(
            Deeds.class,
            1,
            LocalOptions.defaults().withLogDirectory(java.nio.file.Path.of("pom.xml")));
    assertThatThrownBy(() -> TestRun.of(spec))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ProviderException.class)
        .hasMessageContaining("pom.xml");
    assertThat(PrivateDirectory.basePath().resolve(spec.run().runId())).doesNotExist();
  }

  @Test
  void aJavaThatIsNotThereIsRefused() {
    var options = LocalOptions.defaults().withJavaHome(java.nio.file.Path.of("/no/such/java"));
    assertThatThrownBy(
            () ->
                new LocalProvider()
                    .deploy(TestRun.spec(Deeds.class, 1, options))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS))
        .hasMessageContaining("no/such/java")
        .hasCauseInstanceOf(ProviderException.class);
  }
}
