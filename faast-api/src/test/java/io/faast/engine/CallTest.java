package io.faast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.Call;
import io.faast.FaastException;
import io.faast.FaastException.Kind;
import io.faast.spi.Capability;
import io.faast.spi.UnsupportedCapabilityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class CallTest {
  private final Rig rig = new Rig();

  private static void inThread(Runnable run) throws InterruptedException {
    Thread thread = new Thread(run, "provider");
    thread.start();
    thread.join();
  }

  @Test
  void answeredInsideInvokeIsCompleteWhenSubmitReturns() {
    rig.cloud.onSent = ScriptedDeployment.Sent::answer;
    assertThat(rig.echo("x")).isCompletedWithValue("x");
  }

  @Test
  void dependentActionsNeverRunOnTheThreadThatBringsTheAnswer() throws Exception {
    Call<String> call = rig.echo("x");
    CompletableFuture<String> ranOn = call.thenApply(value -> Thread.currentThread().getName());
    inThread(() -> rig.sent(0).answer());
    assertThat(ranOn.join()).startsWith("faast-completion");
  }

  @Test
  void dependentActionsDoNotRunOnAThreadThatJoins() throws Exception {
    Call<String> call = rig.echo("x");
    CountDownLatch joined = new CountDownLatch(1);
    CompletableFuture<Boolean> action =
        call.thenApply(
            value -> {
              try {
                return joined.await(30, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                return false;
              }
            });
    inThread(() -> rig.sent(0).answer());
    call.join();
    joined.countDown();
    assertThat(action.join()).isTrue();
  }

  @Test
  void noThreadThatJoinsRunsDependentActionsWhileThePoolCompletes() throws Exception {
    ExecutorService provider = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < 3_000; round++) {
        Call<String> call = rig.echo("x" + round);
        CompletableFuture<Thread> ranOn = call.thenApply(value -> Thread.currentThread());
        CompletableFuture<Thread> ranToo = call.thenApply(value -> Thread.currentThread());
        ScriptedDeployment.Sent sent = rig.cloud.last();
        Future<?> answered = provider.submit(sent::answer);
        assertThat(call.join()).isEqualTo("x" + round);
        assertThat(ranOn.join()).isNotSameAs(Thread.currentThread());
        assertThat(ranToo.join()).isNotSameAs(Thread.currentThread());
        answered.get(30, TimeUnit.SECONDS);
      }
    } finally {
      provider.shutdown();
    }
  }

  @Test
  void actionsThatJoinCallsWithActionsDoNotUseThePoolUp() throws Exception {
    Call<String> first = rig.echo("first");
    List<Call<String>> others = new ArrayList<>();
    List<CompletableFuture<String>> joining = new ArrayList<>();
    for (int i = 0; i < 4 * Completions.POOL.getParallelism(); i++) {
      Call<String> other = rig.echo("x" + i);
      CompletableFuture<String> unused = other.thenApply(value -> value + "!");
      others.add(other);
      joining.add(first.thenApplyAsync(value -> value + other.join(), Completions.POOL));
    }
    rig.sent(0).answer();
    for (int i = others.size() - 1; i >= 0; i--) {
      rig.sent(i + 1).answer();
      assertThat(joining.get(i).get(30, TimeUnit.SECONDS)).isEqualTo("firstx" + i);
    }
  }

  @Test
  void everyWaitingThreadIsReleased() throws Exception {
    for (int round = 0; round < 200; round++) {
      Call<String> call = rig.echo("x" + round);
      List<CompletableFuture<String>> waiters = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        waiters.add(CompletableFuture.supplyAsync(call::join));
      }
      rig.cloud.last().answer();
      for (CompletableFuture<String> waiter : waiters) {
        assertThat(waiter.get(30, TimeUnit.SECONDS)).isEqualTo("x" + round);
      }
    }
  }

  @Test
  void timedGetGivesUpAndALaterAnswerStillCompletes() throws Exception {
    Call<String> call = rig.echo("x");
    assertThatThrownBy(() -> call.get(1, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    CompletableFuture<String> dependent = call.thenApply(value -> value + "!");
    rig.sent(0).answer();
    assertThat(dependent.get(30, TimeUnit.SECONDS)).isEqualTo("x!");
    assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo("x");
  }

  @Test
  void interruptedGetGivesUpAndJoinDoesNot() throws Exception {
    Call<String> call = rig.echo("x");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread getter =
        new Thread(
            () -> {
              try {
                call.get();
              } catch (Exception e) {
                thrown.set(e);
              }
            });
    getter.start();
    getter.interrupt();
    getter.join();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    AtomicReference<Object> joined = new AtomicReference<>();
    Thread joiner =
        new Thread(() -> joined.set(call.join() + Thread.currentThread().isInterrupted()));
    joiner.start();
    joiner.interrupt();
    rig.sent(0).answer();
    joiner.join();
    assertThat(joined.get()).isEqualTo("xtrue");
  }

  @Test
  void timeoutsAndAnswersThatRaceNeverLoseTheValue() throws Exception {
    for (int round = 0; round < 300; round++) {
      Call<String> call = rig.echo("x");
      ScriptedDeployment.Sent sent = rig.cloud.last().serve();
      Thread answering = new Thread(sent::deliver);
      answering.start();
      try {
        assertThat(call.get(round * 1000L, TimeUnit.NANOSECONDS)).isEqualTo("x");
      } catch (TimeoutException e) {
        assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo("x");
      }
      answering.join();
    }
  }

  @Test
  void whoeverFindsACallSettledFindsItCounted() throws Exception {
    ExecutorService provider = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < 1_000; round++) {
        Call<String> call = rig.echo("x");
        ScriptedDeployment.Sent sent = rig.cloud.last().serve();
        Future<?> answered = provider.submit(sent::deliver);
        call.cancel(true);
        assertThat(rig.engine.stats("echo").pending()).isZero();
        answered.get(30, TimeUnit.SECONDS);
      }
    } finally {
      provider.shutdown();
    }
  }

  @Test
  void cancelStopsTheRemoteAttemptAndFreesItsPermitWithItsOutcome() {
    Call<String> call = rig.echo("x");
    assertThat(call.cancel(true)).isTrue();
    assertThat(call.isCancelled()).isTrue();
    assertThatThrownBy(call::join).isInstanceOf(CancellationException.class);
    assertThat(rig.sent(0).cancels).hasValue(1);
    assertThat(rig.engine.stats().running()).isEqualTo(1);
    rig.sent(0).fail(io.faast.spi.FailureKind.CANCELLED);
    rig.sent(0).fail(io.faast.spi.FailureKind.CANCELLED);
    assertThat(rig.engine.stats().running()).isZero();
    assertThat(rig.engine.costSnapshot().attempts()).isEqualTo(1);
    assertThat(rig.engine.stats("echo").cancelled()).isEqualTo(1);
    assertThat(call.cancel(true)).isTrue();
  }

  @Test
  void cancelInsideInvokeReachesTheAttempt() {
    AtomicReference<Call<String>> first = new AtomicReference<>();
    Rig one = new Rig(1, Rig.PLAIN);
    one.call("runs");
    first.set(one.echo("waits"));
    one.cloud.onSent = sent -> first.get().cancel(true);
    one.sent(0).answer();
    assertThat(one.sent(1).cancels).hasValue(1);
  }

  @Test
  void cancelIsRefusedWhereTheProviderRefusesItAndTheCallGoesOn() {
    rig.provider.refused.add(Capability.CANCEL);
    rig.start(1, Rig.PLAIN);
    Call<String> call = rig.echo("x");
    assertThatThrownBy(() -> call.cancel(true))
        .isInstanceOfSatisfying(
            UnsupportedCapabilityException.class,
            e -> assertThat(e.capability()).isEqualTo(Capability.CANCEL));
    rig.sent(0).answer();
    assertThat(call.join()).isEqualTo("x");
    assertThat(call.cancel(true)).isFalse();
  }

  @Test
  void completingByHandGivesTheAttemptUp() {
    Call<String> call = rig.echo("x");
    assertThat(call.complete("mine")).isTrue();
    assertThat(rig.sent(0).cancels).hasValue(1);
    rig.sent(0).answer();
    assertThat(call.join()).isEqualTo("mine");
    Call<String> late = rig.echo("y");
    assertThatThrownBy(late.orTimeout(1, TimeUnit.MILLISECONDS)::join)
        .hasCauseInstanceOf(TimeoutException.class);
    assertThat(rig.cloud.last().cancels).hasValue(1);
  }

  @Test
  void observerIsToldOnceAndMayJoinOrSubmitMore() {
    List<String> told = new ArrayList<>();
    rig.cloud.onSent = ScriptedDeployment.Sent::answer;
    submitChain(told, 20_000);
    assertThat(told).hasSize(20_000).allMatch("x"::equals);
  }

  private void submitChain(List<String> told, int most) {
    Call<String> unused =
        rig.engine.submit(
            Functions.<String>handle("echo"),
            new Object[] {"x"},
            CallOptions.NONE,
            call -> {
              told.add(call.join());
              if (told.size() < most) {
                submitChain(told, most);
              }
            });
  }

  @Test
  void valueThatCannotTravelFailsTheCallBeforeAnythingIsSent() {
    Call<Object> call =
        rig.engine.submit(
            Functions.handle("open"), new Object[] {new Object() {}}, CallOptions.NONE);
    assertThatThrownBy(call::join)
        .cause()
        .isInstanceOfSatisfying(
            FaastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SERIALIZATION));
    assertThat(rig.cloud.sentCount()).isZero();
    assertThat(rig.engine.stats("open").pending()).isZero();
  }

  @Test
  void argumentsOverTheLimitFailTheCallBeforeAnythingIsSent() {
    Call<String> call = rig.echo("x".repeat(100_001));
    assertThatThrownBy(call::join)
        .cause()
        .hasMessageContaining("allows 100000")
        .isInstanceOfSatisfying(
            FaastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LIMIT_EXCEEDED));
    assertThat(rig.cloud.sentCount()).isZero();
  }

  @Test
  void argumentsAreTakenAsTheyAreWhenTheCallIsMade() {
    byte[] bytes = {1, 2, 3};
    Call<Object> call =
        rig.engine.submit(Functions.handle("open"), new Object[] {bytes}, CallOptions.NONE);
    bytes[0] = 9;
    rig.sent(0).answer();
    assertThat(call.join()).isEqualTo(new byte[] {1, 2, 3});
  }

  @Test
  void wrongUseOfTheEngineIsThrownAtOnce() {
    assertThatThrownBy(
            () -> rig.engine.submit(Functions.handle("echo"), new Object[0], CallOptions.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> rig.engine.submit(Functions.handle("count"), new Object[] {1}, CallOptions.NONE))
        .hasMessageContaining("open it");
    assertThatThrownBy(
            () -> rig.engine.open(Functions.handle("echo"), new Object[] {"x"}, CallOptions.NONE))
        .hasMessageContaining("submit it");
    assertThatThrownBy(
            () ->
                rig.engine.submit(
                    Functions.handle("echo"),
                    new Object[] {"x"},
                    CallOptions.NONE.withTimeout(java.time.Duration.ofHours(1))))
        .hasMessageContaining("timeout");
    assertThat(rig.engine.stats().total().calls()).isZero();
  }

  @Test
  void callTellsItsWay() {
    Call<String> call = rig.echo("x");
    rig.time.advance(java.time.Duration.ofMillis(7));
    rig.sent(0).answer();
    call.join();
    assertThat(call.callId()).isEqualTo("1");
    assertThat(call.function()).isEqualTo("echo");
    assertThat(call.attempts()).isEqualTo(1);
    assertThat(call.executionId()).isEqualTo("x1");
    assertThat(call.logUrl()).isEqualTo(ScriptedDeployment.LOG);
    assertThat(call.timings().total()).hasMillis(7);
    assertThat(call.thenApply(v -> v)).isNotInstanceOf(Call.class);
  }

  @Test
  void failedJoinWrapsAsFuturesDo() {
    Call<String> call = rig.echo("x");
    rig.sent(0).fail(io.faast.spi.FailureKind.USER_ERROR);
    assertThatThrownBy(call::join).isInstanceOf(CompletionException.class);
    assertThatThrownBy(call::get).isInstanceOf(java.util.concurrent.ExecutionException.class);
  }
}
