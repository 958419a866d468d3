package io.faast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.Call;
import io.faast.FaastException;
import io.faast.ItemStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GateTest {
  @Test
  void moreCallsThanPermitsWaitInOrder() {
    Rig rig = new Rig(2, Rig.PLAIN);
    List<Call<String>> calls = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      calls.add(rig.echo("c" + i));
    }
    assertThat(rig.cloud.sentCount()).isEqualTo(2);
    assertThat(rig.engine.stats().queued()).isEqualTo(3);
    rig.sent(1).answer();
    assertThat(rig.cloud.sentCount()).isEqualTo(3);
    rig.sent(2).answer();
    rig.sent(0).answer();
    rig.sent(3).answer();
    rig.sent(4).answer();
    for (int i = 0; i < 5; i++) {
      assertThat(calls.get(i).join()).isEqualTo("c" + i);
    }
    assertThat(rig.engine.stats().running()).isZero();
    assertThat(rig.engine.stats().queued()).isZero();
  }

  @Test
  void aHundredThousandCallsAnsweredInsideInvokeNeedNoStack() {
    Rig rig = new Rig(10, Rig.PLAIN);
    List<Call<String>> calls = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      calls.add(rig.echo("x"));
    }
    assertThat(rig.cloud.sentCount()).isEqualTo(10);
    rig.cloud.onSent = sent -> sent.fail(io.faast.spi.FailureKind.USER_ERROR);
    for (int i = 0; i < 10; i++) {
      rig.sent(i).fail(io.faast.spi.FailureKind.USER_ERROR);
    }
    assertThat(rig.cloud.sentCount()).isEqualTo(100_000);
    CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
        .exceptionally(e -> null)
        .join();
    assertThat(calls).allMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(rig.engine.stats().running()).isZero();
  }

  @Test
  void viewHasItsOwnLimitAndItsWaitingCallsTakeNoPermitOfTheModule() {
    Rig rig = new Rig(3, Rig.PLAIN);
    CallOptions one = CallOptions.NONE.withGate(CallGate.of(1, RateLimit.NONE));
    FunctionHandle<String> echo = Functions.handle("echo");
    Call<String> a = rig.engine.submit(echo, new Object[] {"a"}, one);
    Call<String> b = rig.engine.submit(echo, new Object[] {"b"}, one);
    rig.call("c");
    rig.call("d");
    assertThat(rig.cloud.sentCount()).isEqualTo(3);
    rig.sent(0).answer();
    assertThat(rig.cloud.sentCount()).isEqualTo(4);
    rig.sent(3).answer();
    assertThat(a.join() + b.join()).isEqualTo("ab");
  }

  @Test
  void cancelledCallInTheModuleQueueFreesItsPlaceInTheView() {
    Rig rig = new Rig(1, Rig.PLAIN);
    CallOptions one = CallOptions.NONE.withGate(CallGate.of(1, RateLimit.NONE));
    FunctionHandle<String> echo = Functions.handle("echo");
    rig.call("runs");
    Call<String> first = rig.engine.submit(echo, new Object[] {"first"}, one);
    Call<String> second = rig.engine.submit(echo, new Object[] {"second"}, one);
    assertThat(first.cancel(true)).isTrue();
    rig.sent(0).answer();
    rig.sent(1).answer();
    assertThat(second.join()).isEqualTo("second");
    assertThat(rig.cloud.sentCount()).isEqualTo(2);
  }

  @Test
  void rateHoldsAttemptsBackAndLosesNone() {
    Rig rig = new Rig(100, Rig.PLAIN.withRate(new RateLimit(10, 3)));
    for (int i = 0; i < 20; i++) {
      rig.call("x");
    }
    assertThat(rig.cloud.sentCount()).isEqualTo(3);
    rig.time.advance(Duration.ofMillis(99));
    assertThat(rig.cloud.sentCount()).isEqualTo(3);
    rig.time.advance(Duration.ofMillis(2));
    assertThat(rig.cloud.sentCount()).isEqualTo(4);
    rig.time.advance(Duration.ofSeconds(1));
    assertThat(rig.cloud.sentCount()).isBetween(13, 14);
    rig.time.advance(Duration.ofSeconds(1));
    assertThat(rig.cloud.sentCount()).isEqualTo(20);
    rig.time.advance(Duration.ofSeconds(5));
    rig.call("y");
    rig.call("y");
    rig.call("y");
    rig.call("y");
    assertThat(rig.cloud.sentCount()).isEqualTo(23);
  }

  @Test
  void streamsObeyConcurrencyAndRate() {
    Rig rig = new Rig(1, Rig.PLAIN.withRate(new RateLimit(1, 1)));
    ItemStream<Integer> first = rig.count(3);
    ItemStream<Integer> second = rig.count(3);
    assertThat(rig.cloud.sentCount()).isEqualTo(1);
    rig.time.advance(Duration.ofSeconds(3));
    assertThat(rig.cloud.sentCount()).isEqualTo(1);
    rig.sent(0).fail(io.faast.spi.FailureKind.USER_ERROR);
    assertThat(rig.cloud.sentCount()).isEqualTo(2);
    second.close();
    first.close();
  }

  @Test
  void fullQueueRefusesWithAdviceAndForgetsNothing() {
    Rig rig = new Rig(1, Rig.PLAIN.withMaxQueued(2));
    rig.call("runs");
    Call<String> waits = rig.echo("waits");
    rig.call("waits too");
    assertThatThrownBy(rig.echo("refused")::join)
        .cause()
        .isInstanceOfSatisfying(
            FaastException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(FaastException.Kind.OVERLOADED);
              assertThat(e.advice()).contains("map");
            });
    waits.cancel(true);
    assertThat(rig.echo("has room now")).isNotDone();
    assertThat(rig.engine.stats().queued()).isEqualTo(2);
  }
}
