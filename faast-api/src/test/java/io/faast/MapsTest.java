package io.faast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.FaastException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MapsTest {
  private static final MapOptions ORDERED = MapOptions.defaults().withOrdered(true);

  private final FaastModule<Sample> m = Modules.sample();

  @BeforeEach
  void openGate() {
    Sample.gate = new CountDownLatch(0);
    Sample.begun = new Semaphore(0);
  }

  private static void awaitBegun(int calls) throws InterruptedException {
    assertThat(Sample.begun.tryAcquire(calls, 30, TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void close() {
    Sample.gate.countDown();
    m.close();
  }

  private static List<Integer> numbers(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  @Test
  void mapsIterablesStreamsAndIterators() {
    List<Integer> squares = List.of(0, 1, 4, 9);
    assertThat(m.map(Sample::checked, numbers(4))).containsExactlyInAnyOrderElementsOf(squares);
    assertThat(m.map(Sample::checked, numbers(4).stream()))
        .containsExactlyInAnyOrderElementsOf(squares);
    assertThat(m.map(Sample::checked, numbers(4).iterator()))
        .containsExactlyInAnyOrderElementsOf(squares);
    assertThat(m.map(Sample::twice, List.of("a"))).containsExactly("aa");
    assertThat(m.map(Sample::checked, List.<Integer>of())).isEmpty();
  }

  @Test
  void keepsTheOrderOfTheInputWhenAsked() {
    List<Integer> expected = IntStream.range(0, 500).map(n -> n * n).boxed().toList();
    assertThat(m.map(Sample::checked, numbers(500), ORDERED)).containsExactlyElementsOf(expected);
    List<Long> indices =
        m.mapResults(Sample::checked, numbers(500), ORDERED).map(Result::index).toList();
    assertThat(indices)
        .containsExactlyElementsOf(IntStream.range(0, 500).mapToLong(i -> i).boxed().toList());
  }

  @Test
  void givesEveryResultOnceOutOfOrder() {
    assertThat(m.map(Sample::checked, numbers(1000)).distinct().count()).isEqualTo(1000);
    assertThat(m.stats(Sample::checked).completed()).isEqualTo(1000);
  }

  @Test
  void givesFailuresAsResultsWithArgumentAndIndex() {
    List<Result<Integer, Integer>> results =
        m.mapResults(Sample::checked, List.of(2, -1, 3), ORDERED).toList();
    assertThat(results).extracting(Result::argument).containsExactly(2, -1, 3);
    assertThat(results).extracting(Result::index).containsExactly(0L, 1L, 2L);
    assertThat(results).extracting(Result::value).containsExactly(4, null, 9);
    assertThat(results).extracting(Result::succeeded).containsExactly(true, false, true);
    assertThat(results.get(1).failure()).isInstanceOf(IOException.class).hasMessage("negative: -1");
    assertThatThrownBy(results.get(1)::get)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void throwsTheFirstFailureAndCancelsTheRest() {
    AtomicInteger closed = new AtomicInteger();
    Stream<Integer> inputs = numbers(10_000).stream().onClose(closed::incrementAndGet);
    Stream<Integer> failing = Stream.concat(Stream.of(-1), inputs);
    assertThatThrownBy(() -> m.map(Sample::checked, failing, ORDERED).forEach(n -> {}))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IOException.class);
    assertThat(closed).hasValue(1);
    assertThat(m.stats(Sample::checked).pending()).isZero();
    assertThat(m.stats(Sample::checked).calls()).isLessThanOrEqualTo(16);
  }

  @Test
  void readsEndlessInputsNoFurtherThanTheWindow() {
    AtomicInteger read = new AtomicInteger();
    Iterator<Integer> endless = Stream.iterate(0, n -> n + 1).iterator();
    Iterator<Integer> counting =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Integer next() {
            read.incrementAndGet();
            return endless.next();
          }
        };
    try (Stream<Integer> results = m.map(Sample::checked, counting, ORDERED.withWindow(5))) {
      Iterator<Integer> each = results.iterator();
      for (int taken = 1; taken <= 50; taken++) {
        assertThat(each.next()).isEqualTo((taken - 1) * (taken - 1));
        assertThat(read.get()).isLessThanOrEqualTo(taken + 5);
      }
    }
  }

  @Test
  void readsNothingBeforeAResultIsAskedFor() {
    AtomicInteger read = new AtomicInteger();
    Stream<Integer> results =
        m.map(Sample::checked, numbers(3).stream().peek(n -> read.incrementAndGet()));
    assertThat(read).hasValue(0);
    results.close();
    assertThat(m.stats().total().calls()).isZero();
  }

  @Test
  void cancelsWhatIsInFlightWhenItsStreamIsClosed() throws Exception {
    Sample.gate = new CountDownLatch(1);
    Stream<Integer> results = m.map(Sample::blocked, numbers(100));
    CompletableFuture<List<Integer>> consumer = CompletableFuture.supplyAsync(results::toList);
    awaitBegun(4);
    results.close();
    assertThat(consumer.get(30, TimeUnit.SECONDS)).isEmpty();
    assertThat(m.stats(Sample::blocked).pending()).isZero();
    assertThat(m.stats(Sample::blocked).cancelled()).isPositive();
  }

  @Test
  void cancelsWhenItsThreadIsInterrupted() throws Exception {
    Sample.gate = new CountDownLatch(1);
    CompletableFuture<FaastException> thrown = new CompletableFuture<>();
    CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
    Thread consumer =
        new Thread(
            () -> {
              thrown.complete(
                  Modules.failure(
                      Kind.CANCELLED, () -> m.map(Sample::blocked, numbers(9)).forEach(n -> {})));
              stillInterrupted.complete(Thread.currentThread().isInterrupted());
            });
    consumer.start();
    consumer.interrupt();
    assertThat(thrown.get(30, TimeUnit.SECONDS)).hasMessageContaining("interrupted");
    assertThat(stillInterrupted.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(m.stats(Sample::blocked).pending()).isZero();
  }

  @Test
  void throwsWhatItsInputThrowsAndCancelsTheRest() {
    Sample.gate = new CountDownLatch(1);
    Stream<Integer> broken =
        numbers(9).stream()
            .peek(
                n -> {
                  if (n == 3) {
                    throw new IllegalStateException("unreadable");
                  }
                });
    assertThatThrownBy(() -> m.map(Sample::blocked, broken).toList())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("unreadable");
    assertThat(m.stats(Sample::blocked).pending()).isZero();
  }

  @Test
  void refusesAFunctionThatDoesNotFitBeforeReading() {
    Stream<Integer> unread =
        Stream.generate(
            () -> {
              throw new AssertionError("read");
            });
    assertThat(Modules.misuse(() -> m.map((Sample sample, Integer n) -> n, unread)))
        .hasMessageContaining("lambda expression");
  }

  @Test
  void givesResultsWithoutBlocking() throws Exception {
    List<Integer> values = new ArrayList<>();
    m.mapAsync(Sample::checked, numbers(300).stream(), ORDERED, result -> values.add(result.get()))
        .get(30, TimeUnit.SECONDS);
    assertThat(values)
        .containsExactlyElementsOf(IntStream.range(0, 300).map(n -> n * n).boxed().toList());
    AtomicInteger count = new AtomicInteger();
    m.mapAsync(
            Sample::twice,
            Stream.of("a", "b"),
            MapOptions.defaults(),
            result -> count.incrementAndGet())
        .get(30, TimeUnit.SECONDS);
    assertThat(count).hasValue(2);
  }

  @Test
  void endsAnAsynchronousMapWithWhatItsConsumerThrows() {
    CompletableFuture<Void> map =
        m.mapAsync(
            Sample::checked,
            Stream.iterate(0, n -> n + 1),
            MapOptions.defaults(),
            result -> {
              throw new IllegalStateException("full");
            });
    assertThatThrownBy(() -> map.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("full");
  }

  @Test
  void cancelsTheCallsOfACancelledAsynchronousMap() throws Exception {
    Sample.gate = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    CompletableFuture<Void> map =
        m.mapAsync(
            Sample::blocked,
            Stream.iterate(0, n -> n + 1).onClose(closed::countDown),
            MapOptions.defaults(),
            result -> {});
    awaitBegun(4);
    map.cancel(true);
    assertThat(closed.getCount()).isZero();
  }

  @Test
  void limitsAViewWithinTheModule() throws Exception {
    Sample.gate = new CountDownLatch(1);
    Functions<Sample> one = m.limit(1);
    List<Call<Integer>> limited =
        numbers(5).stream().map(n -> one.call(Sample::blocked, n)).toList();
    awaitBegun(1);
    assertThat(m.call(Sample::hello).get(30, TimeUnit.SECONDS)).isEqualTo("hello");
    assertThat(Sample.begun.availablePermits()).isZero();
    Sample.gate.countDown();
    assertThat(limited).extracting(Call::join).containsExactly(0, 1, 2, 3, 4);
  }
}
