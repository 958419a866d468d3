package io.faast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.Call;
import io.faast.FaastException;
import io.faast.FaastException.Kind;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CloseTest {
  private static void assertKind(Call<?> call, Kind kind) {
    assertThat(call).isCompletedExceptionally();
    assertThatThrownBy(call::join)
        .cause()
        .isInstanceOfSatisfying(FaastException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private static void awaitAll(List<Call<String>> calls) {
    for (Call<String> call : calls) {
      assertThatThrownBy(() -> call.get(30, TimeUnit.SECONDS))
          .isInstanceOfAny(ExecutionException.class, CancellationException.class);
    }
  }

  @Test
  void callsThatRunWaitOrRestFailAtOnceAndNewOnesToo() {
    Rig rig = new Rig(2, Rig.PLAIN);
    CallOptions gated = CallOptions.NONE.withGate(CallGate.of(1, RateLimit.NONE));
    Call<String> resting = rig.echo("rests");
    rig.sent(0).fail(FailureKind.CRASHED);
    Call<String> runs = rig.engine.submit(Functions.handle("echo"), new Object[] {"a"}, gated);
    Call<String> atGate = rig.engine.submit(Functions.handle("echo"), new Object[] {"b"}, gated);
    Call<String> runsToo = rig.echo("c");
    Call<String> waits = rig.echo("d");
    CompletableFuture<CleanupReport> closing = rig.engine.close();
    awaitAll(List.of(resting, runs, atGate, runsToo, waits));
    for (Call<String> call : List.of(resting, runs, atGate, runsToo, waits)) {
      assertKind(call, Kind.CANCELLED);
      assertThat(call).isNotCancelled();
    }
    assertKind(rig.echo("late"), Kind.CLOSED);
    assertThat(closing).isNotDone();
    rig.closed();
    assertThat(closing.join().deleted()).isEqualTo(3);
    assertThat(rig.engine.close().join().deleted()).isEqualTo(3);
    rig.time.advance(Duration.ofHours(1));
    assertThat(rig.cloud.sentCount()).isEqualTo(3);
    assertThat(rig.time.pending()).isZero();
  }

  /** Its failed attempt runs no more, and it does not rest yet: closing finds it nowhere. */
  @Test
  void aCallThatIsAboutToRestWhenTheEngineClosesFailsAtOnce() {
    AtomicReference<Rig> rig = new AtomicReference<>();
    Random closing =
        new Random(1) {
          @Override
          protected int next(int bits) {
            rig.get().close();
            return super.next(bits);
          }
        };
    rig.set(new Rig(1, Rig.PLAIN.withRandom(closing)));
    Call<String> call = rig.get().echo("x");
    rig.get().sent(0).fail(FailureKind.CRASHED);
    awaitAll(List.of(call));
    assertKind(call, Kind.CANCELLED);
    rig.get().closed();
    rig.get().time.advance(Duration.ofMinutes(1));
    assertThat(rig.get().cloud.sentCount()).isEqualTo(1);
  }

  /** It has left the queue of its view, and is not in that of the module yet. */
  @Test
  void aCallBetweenTwoGatesWhenTheEngineClosesFailsAtOnce() {
    Rig rig = new Rig(2, Rig.PLAIN);
    CallOptions one = CallOptions.NONE.withGate(CallGate.of(1, RateLimit.NONE));
    var unused = rig.engine.submit(Functions.handle("echo"), new Object[] {"runs"}, one);
    rig.call("runs, too");
    Call<String> between = rig.engine.submit(Functions.handle("echo"), new Object[] {"b"}, one);
    rig.call("waits at the module");
    rig.cloud.onSent = sent -> rig.close();
    rig.sent(0).answer();
    awaitAll(List.of(between));
    assertKind(between, Kind.CANCELLED);
  }

  @Test
  void usageThatIsReportedAfterClosingIsCounted() {
    Rig rig = new Rig();
    rig.call("x");
    rig.close();
    rig.sent(0).fail(FailureKind.CANCELLED);
    assertThat(rig.engine.costSnapshot().attempts()).isEqualTo(1);
    assertThat(rig.engine.stats().running()).isZero();
    assertThat(rig.engine.stats().total().pending()).isZero();
  }

  @Test
  void whatCouldNotBeDeletedIsReported() {
    Rig rig = new Rig();
    rig.cloud.closed.completeExceptionally(new IllegalStateException("no way"));
    assertThat(rig.engine.close().join().failures()).singleElement().asString().contains("no way");
  }

  @Test
  void startThatIsCancelledMeanwhileClosesWhatWasDeployed() throws Exception {
    ScriptedDeployment cloud = new ScriptedDeployment();
    TestProvider provider = new TestProvider(cloud);
    CompletableFuture<Deployment> deploying = new CompletableFuture<>();
    provider.deploy = spec -> deploying;
    CompletableFuture<Engine> starting =
        Start.start(provider, TestProvider.spec(1), Rig.PLAIN, new ManualScheduler());
    starting.cancel(true);
    cloud.closed.complete(new CleanupReport(1, List.of()));
    deploying.complete(cloud);
    assertThat(cloud.closing.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(starting).isCancelled();
  }

  @Test
  void callsThatRaceWithClosingAllSettle() throws Exception {
    for (int round = 0; round < 100; round++) {
      Rig rig = new Rig(3, Rig.PLAIN);
      List<Call<String>> calls = new java.util.concurrent.CopyOnWriteArrayList<>();
      Thread submitting =
          new Thread(
              () -> {
                for (int i = 0; i < 20; i++) {
                  calls.add(rig.echo("x"));
                }
              });
      submitting.start();
      rig.close();
      submitting.join();
      assertThat(calls).hasSize(20);
      awaitAll(calls);
    }
  }
}
