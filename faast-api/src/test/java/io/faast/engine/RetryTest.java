package io.faast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.Call;
import io.faast.FaastException;
import io.faast.FaastException.Kind;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class RetryTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Far more than any call takes here: a call that another thread settles is completed later. */
  private static final Duration GUARD = Duration.ofSeconds(30);

  private static FaastException failureOf(Call<?> call) {
    assertThat(call).isNotCancelled();
    try {
      call.join();
    } catch (CompletionException e) {
      return (FaastException) e.getCause();
    }
    throw new AssertionError("the call has a value");
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "CRASHED", "INFRASTRUCTURE"})
  void passingFailureIsRetriedUpToTheBoundAndThenTold(FailureKind kind) {
    Rig rig = new Rig();
    rig.cloud.onSent = sent -> sent.fail(kind, "attempt " + sent.attempt.number() + " broke");
    Call<String> call = rig.echo("x");
    assertThat(rig.cloud.sentCount()).isEqualTo(1);
    rig.time.advance(LONG);
    assertThat(rig.cloud.sentCount()).isEqualTo(3);
    FaastException failure = failureOf(call);
    assertThat(failure.kind().name()).isEqualTo(kind.name());
    assertThat(failure).hasMessageContaining("3 attempts").hasMessageContaining("attempt 3 broke");
    assertThat(failure.advice()).isNotEmpty();
    assertThat(failure.logUrl()).isEqualTo(ScriptedDeployment.LOG);
    assertThat(failure.function()).isEqualTo("echo");
    assertThat(call.attempts()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"TIMED_OUT", "OUT_OF_MEMORY"})
  void timeoutAndLackOfMemoryAreRetriedOnlyWhenAsked(FailureKind kind) {
    Rig never = new Rig();
    never.cloud.onSent = sent -> sent.fail(kind);
    assertThat(failureOf(never.echo("x")).kind().name()).isEqualTo(kind.name());
    RetryPolicy asked = new RetryPolicy(2, Duration.ofMillis(1), Duration.ofSeconds(1), true, true);
    Rig rig = new Rig(10, Rig.PLAIN.withRetry(asked));
    rig.cloud.onSent = sent -> sent.fail(kind);
    Call<String> call = rig.echo("x");
    rig.time.advance(LONG);
    assertThat(failureOf(call).kind().name()).isEqualTo(kind.name());
    assertThat(rig.cloud.sentCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"USER_ERROR", "CANCELLED"})
  void userErrorAndCancellationAreNeverRetried(FailureKind kind) {
    Rig rig = new Rig();
    rig.cloud.onSent = sent -> sent.fail(kind);
    Call<String> call = rig.echo("x");
    rig.time.advance(LONG);
    assertThat(call).isCompletedExceptionally();
    assertThat(rig.cloud.sentCount()).isEqualTo(1);
  }

  @Test
  void exceptionOfTheMethodComesAsItsOwnTypeAndIsNotRetried() {
    Rig rig = new Rig();
    rig.cloud.onSent = ScriptedDeployment.Sent::answer;
    Call<String> call =
        rig.engine.submit(Functions.handle("fail"), new Object[] {"disk"}, CallOptions.NONE);
    assertThatThrownBy(call::join)
        .hasCauseInstanceOf(IOException.class)
        .cause()
        .hasMessage("disk")
        .satisfies(
            e -> {
              assertThat(e.getStackTrace()[0].getMethodName()).isEqualTo("fail");
              assertThat(e.getStackTrace())
                  .anyMatch(frame -> frame.getClassName().equals(RetryTest.class.getName()));
            });
    rig.time.advance(LONG);
    assertThat(rig.cloud.sentCount()).isEqualTo(1);
    assertThat(rig.engine.stats("fail").failed()).isEqualTo(1);
  }

  @Test
  void permanentFailureIsNotRetried() {
    Rig rig = new Rig();
    rig.cloud.onSent =
        sent ->
            sent.listener.onOutcome(
                new Outcome.Failed(
                    FailureKind.INFRASTRUCTURE,
                    "no permission",
                    true,
                    null,
                    null,
                    ScriptedDeployment.report()));
    assertThat(failureOf(rig.echo("x"))).hasMessageContaining("no permission");
    rig.time.advance(LONG);
    assertThat(rig.cloud.sentCount()).isEqualTo(1);
  }

  @Test
  void serviceIsNotAskedAgainBeforeTheTimeItNamed() {
    Rig rig = new Rig();
    rig.cloud.onSent =
        sent ->
            sent.listener.onOutcome(
                new Outcome.Failed(
                    FailureKind.THROTTLED,
                    "slow down",
                    false,
                    Duration.ofSeconds(30),
                    null,
                    ScriptedDeployment.report()));
    Call<String> call = rig.echo("x");
    rig.time.advance(Duration.ofMillis(29_999));
    assertThat(rig.cloud.sentCount()).isEqualTo(1);
    rig.cloud.onSent = ScriptedDeployment.Sent::answer;
    rig.time.advance(Duration.ofMillis(1));
    assertThat(call).succeedsWithin(GUARD).isEqualTo("x");
  }

  @Test
  void delayIsRandomBelowAnExponentialBound() {
    RetryPolicy policy =
        new RetryPolicy(9, Duration.ofMillis(100), Duration.ofSeconds(2), false, false);
    Random random = new Random(7);
    for (int retry = 0; retry < 40; retry++) {
      long bound = Math.min(2_000_000_000L, 100_000_000L << Math.min(retry, 10));
      long most = 0;
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 500; i++) {
        long delay = policy.delayNanos(retry, null, random);
        most = Math.max(most, delay);
        least = Math.min(least, delay);
      }
      assertThat(most).isBetween(bound * 9 / 10, bound);
      assertThat(least).isBetween(0L, bound / 10);
    }
  }

  @Test
  void providerThatThrowsInsteadOfTellingIsRetried() {
    Rig rig = new Rig();
    rig.cloud.onSent =
        sent -> {
          if (sent.attempt.number() == 1) {
            throw new IllegalStateException("a bug");
          }
          sent.answer();
        };
    Call<String> call = rig.echo("x");
    rig.time.advance(LONG);
    assertThat(call).succeedsWithin(GUARD).isEqualTo("x");
  }

  @Test
  void nonsenseFromTheProviderFailsTheCallAndIsNotRetried() {
    Rig rig = new Rig();
    rig.cloud.onSent =
        sent ->
            sent.listener.onOutcome(
                new Outcome.Answered(ByteBuffer.wrap(new byte[9]), ScriptedDeployment.report()));
    assertThat(failureOf(rig.echo("x")).kind()).isEqualTo(Kind.PROTOCOL);
    rig.cloud.onSent = sent -> sent.listener.onOutcome(null);
    assertThat(failureOf(rig.echo("x")).kind()).isEqualTo(Kind.PROTOCOL);
    assertThat(rig.engine.stats().running()).isZero();
  }

  @Test
  void answerOfAnotherCallIsNotTaken() {
    Rig rig = new Rig();
    Call<String> one = rig.echo("one");
    Call<String> two = rig.echo("two");
    rig.sent(1).reply = rig.sent(0).serve().reply;
    rig.sent(1).deliver();
    assertThat(failureOf(two).kind()).isEqualTo(Kind.PROTOCOL);
    rig.sent(0).deliver();
    assertThat(one.join()).isEqualTo("one");
  }

  @Test
  void lostAnswerIsNoticedAndRetriedAndALateOneIsOnlyCounted() {
    Rig rig = new Rig();
    Call<String> call = rig.echo("x");
    rig.time.advance(Duration.ofSeconds(69));
    assertThat(rig.cloud.sentCount()).isEqualTo(1);
    rig.time.advance(Duration.ofSeconds(2));
    assertThat(rig.sent(0).cancels).hasValue(1);
    rig.time.advance(Duration.ofSeconds(1));
    assertThat(rig.cloud.sentCount()).isEqualTo(2);
    rig.sent(0).answer();
    assertThat(call).isNotDone();
    rig.sent(1).answer();
    assertThat(call.join()).isEqualTo("x");
    assertThat(rig.engine.costSnapshot().attempts()).isEqualTo(2);
    assertThat(rig.engine.stats().running()).isZero();
  }

  @Test
  void lostAnswerOfAProviderWithoutTimeoutsIsATimeout() {
    Rig rig = new Rig();
    rig.provider.refused.add(io.faast.spi.Capability.TIMEOUT);
    rig.start(10, Rig.PLAIN);
    Call<String> call =
        rig.engine.submit(
            Functions.handle("echo"),
            new Object[] {"x"},
            CallOptions.NONE.withTimeout(Duration.ofSeconds(2)));
    assertThat(rig.sent(0).attempt.timeout()).isEqualTo(Duration.ofSeconds(2));
    rig.time.advance(Duration.ofSeconds(13));
    assertThat(failureOf(call).kind()).isEqualTo(Kind.TIMED_OUT);
    assertThat(failureOf(call)).hasMessageContaining("timeout of 2 s and 10 s more");
  }
}
