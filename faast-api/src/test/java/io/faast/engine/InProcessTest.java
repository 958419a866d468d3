package io.faast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.Call;
import io.faast.FunctionStats;
import io.faast.ItemStream;
import io.faast.spi.CleanupReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine over workers that really run, on threads of this process and in real time. */
@Timeout(120)
class InProcessTest {
  private final InProcessDeployment cloud = new InProcessDeployment(4);
  private final Engine engine =
      Engine.start(
              new TestProvider(cloud),
              TestProvider.spec(4),
              Rig.PLAIN.withSpeculation(SpeculationPolicy.defaults()))
          .join();

  @AfterEach
  void close() {
    assertThat(engine.close().join()).isEqualTo(new CleanupReport(4, List.of()));
    assertThat(engine.close().join().complete()).isTrue();
  }

  private <R> Call<R> call(String function, Object... args) {
    return engine.submit(Functions.handle(function), args, CallOptions.NONE);
  }

  @Test
  void manyCallsFromManyThreadsAllSettle() throws Exception {
    List<Thread> threads = new ArrayList<>();
    List<Integer> wrong = new java.util.concurrent.CopyOnWriteArrayList<>();
    for (int t = 0; t < 4; t++) {
      threads.add(
          new Thread(
              () -> {
                List<Call<Integer>> calls = new ArrayList<>();
                for (int i = 0; i < 2_000; i++) {
                  calls.add(call("add", i, 1));
                }
                for (int i = 0; i < 2_000; i++) {
                  if (calls.get(i).join() != i + 1) {
                    wrong.add(i);
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(wrong).isEmpty();
    FunctionStats stats = engine.stats("add");
    assertThat(stats.completed()).isEqualTo(8_000);
    // A copy and its original may answer at the same moment: then both are measured.
    assertThat(stats.execution().samples()).isBetween(8_000L, stats.attempts());
    assertThat(stats.start().min()).isGreaterThanOrEqualTo(0);
  }

  @Test
  void callsThatDependOnCallsNeedNoMoreThreads() {
    Call<Integer> first = call("add", 0, 1);
    var last = first.thenCompose(one -> this.<Integer>call("add", one, 1));
    for (int i = 0; i < 1_000; i++) {
      last = last.thenCompose(sum -> this.<Integer>call("add", sum, 1));
    }
    assertThat(last.join()).isEqualTo(1_002);
  }

  @Test
  void actionsMayWaitForOtherCalls() {
    List<java.util.concurrent.CompletableFuture<Integer>> waiting = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Call<Integer> call = call("add", i, 1);
      waiting.add(call.thenApply(sum -> this.<Integer>call("add", sum, 1).join()));
    }
    for (int i = 0; i < 50; i++) {
      assertThat(waiting.get(i).join()).isEqualTo(i + 2);
    }
  }

  @Test
  void structuredValuesAndExceptionsTravel() {
    Functions.Pair pair = new Functions.Pair("a", 1);
    assertThat(this.<Functions.Pair>call("pair", pair).join()).isEqualTo(pair);
    assertThatThrownBy(call("fail", "disk")::join)
        .hasCauseInstanceOf(IOException.class)
        .cause()
        .hasMessage("disk");
  }

  @Test
  void streamsArriveWholeAndStopWhenClosed() {
    try (ItemStream<Integer> stream =
        engine.open(Functions.handle("count"), new Object[] {2_000}, CallOptions.NONE)) {
      assertThat(stream.stream())
          .containsExactlyElementsOf(IntStream.range(0, 2_000).boxed().toList());
    }
    try (ItemStream<Integer> endless =
        engine.open(
            Functions.handle("count"), new Object[] {Integer.MAX_VALUE}, CallOptions.NONE)) {
      Iterator<Integer> items = endless;
      for (int i = 0; i < 100; i++) {
        assertThat(items.next()).isEqualTo(i);
      }
    }
    assertThat(engine.stats("count").cancelled()).isEqualTo(1);
  }

  @Test
  void streamFailsAfterItsItems() {
    ItemStream<Integer> stream =
        engine.open(Functions.handle("countAndFail"), new Object[] {100}, CallOptions.NONE);
    for (int i = 0; i < 100; i++) {
      assertThat(stream.next()).isEqualTo(i);
    }
    assertThatThrownBy(stream::hasNext).isInstanceOf(IllegalStateException.class);
  }
}
