package io.faast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.Call;
import io.faast.FunctionStats;
import io.faast.spi.FailureKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpeculationTest {
  private static final EngineOptions ON =
      Rig.PLAIN.withSpeculation(new SpeculationPolicy(3, 10, Duration.ofMillis(50)));

  /** Ten calls of 100 ms, so that the eleventh is slow after little more. */
  private static Rig warm(int concurrency) {
    Rig rig = new Rig(concurrency, ON);
    for (int i = 0; i < 10; i++) {
      Call<String> call = rig.echo("warm");
      rig.time.advance(Duration.ofMillis(100));
      rig.cloud.last().answer();
      call.join();
    }
    return rig;
  }

  @Test
  void stragglerGetsOneCopyAndTheFirstAnswerWins() {
    Rig rig = warm(10);
    Call<String> call = rig.echo("slow");
    rig.time.advance(Duration.ofMillis(90));
    assertThat(rig.cloud.sentCount()).isEqualTo(11);
    rig.time.advance(Duration.ofSeconds(5));
    assertThat(rig.cloud.sentCount()).isEqualTo(12);
    assertThat(rig.sent(11).attempt.number()).isEqualTo(2);
    rig.sent(11).answer();
    assertThat(call.join()).isEqualTo("slow");
    assertThat(rig.sent(10).cancels).hasValue(1);
    rig.sent(10).fail(FailureKind.CANCELLED);
    rig.sent(10).answer();
    assertThat(rig.engine.stats().running()).isZero();
    assertThat(rig.engine.costSnapshot().attempts()).isEqualTo(12);
    FunctionStats stats = rig.engine.stats("echo");
    assertThat(stats.calls()).isEqualTo(11);
    assertThat(stats.attempts()).isEqualTo(12);
    assertThat(stats.speculative()).isEqualTo(1);
    assertThat(stats.retries()).isZero();
  }

  @Test
  void failedCopyDoesNotFailTheCallWhileTheOtherRuns() {
    Rig rig = warm(10);
    Call<String> call = rig.echo("slow");
    rig.time.advance(Duration.ofSeconds(1));
    rig.sent(11).fail(FailureKind.OUT_OF_MEMORY);
    rig.time.advance(Duration.ofSeconds(1));
    assertThat(call).isNotDone();
    assertThat(rig.cloud.sentCount()).isEqualTo(12);
    rig.sent(10).answer();
    assertThat(call.join()).isEqualTo("slow");
  }

  @Test
  void failedOriginalLeavesTheCallToItsCopy() {
    Rig rig = warm(10);
    Call<String> call = rig.echo("slow");
    rig.time.advance(Duration.ofSeconds(1));
    rig.sent(10).fail(FailureKind.CRASHED);
    assertThat(call).isNotDone();
    rig.sent(11).fail(FailureKind.CRASHED);
    assertThat(call).isNotDone();
    rig.time.advance(Duration.ofSeconds(1));
    rig.sent(12).answer();
    assertThat(call.join()).isEqualTo("slow");
    assertThat(rig.engine.stats("echo").retries()).isEqualTo(1);
  }

  @Test
  void noCopyWithoutAFreePermit() {
    Rig rig = warm(1);
    rig.call("slow");
    rig.time.advance(Duration.ofSeconds(30));
    assertThat(rig.cloud.sentCount()).isEqualTo(11);
  }

  @Test
  void noCopyBeforeThereAreEnoughSamplesAndNoneWhenOff() {
    Rig few = new Rig(10, ON);
    few.call("slow");
    few.time.advance(Duration.ofSeconds(30));
    assertThat(few.cloud.sentCount()).isEqualTo(1);
    Rig off = new Rig(10, Rig.PLAIN);
    off.cloud.onSent = ScriptedDeployment.Sent::answer;
    for (int i = 0; i < 50; i++) {
      off.call("x");
    }
    off.cloud.onSent = sent -> {};
    off.call("slow");
    off.time.advance(Duration.ofSeconds(30));
    assertThat(off.cloud.sentCount()).isEqualTo(51);
  }

  @Test
  void quickFunctionsAreNotCopiedBeforeTheFloor() {
    Rig rig = new Rig(10, ON);
    rig.cloud.onSent = ScriptedDeployment.Sent::answer;
    for (int i = 0; i < 20; i++) {
      rig.call("x");
    }
    rig.cloud.onSent = sent -> {};
    rig.call("slow");
    rig.time.advance(Duration.ofMillis(45));
    assertThat(rig.cloud.sentCount()).isEqualTo(21);
    rig.time.advance(Duration.ofMillis(40));
    assertThat(rig.cloud.sentCount()).isEqualTo(22);
  }
}
