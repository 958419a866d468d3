package io.faast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.FaastException;
import io.faast.FaastException.Kind;
import io.faast.ItemStream;
import io.faast.spi.Capability;
import io.faast.spi.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamTest {
  private final Rig rig = new Rig();

  private ScriptedDeployment.Sent served(ItemStream<?> stream) {
    assertThat(stream.attempts()).isPositive();
    return rig.cloud.last().serve();
  }

  @Test
  void itemsComeInOrderWhateverTheirOrderOfArrivalAndDoublesAreDropped() {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      ItemStream<Integer> stream = rig.count(16);
      ScriptedDeployment.Sent sent = served(stream);
      List<Integer> arrivals = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        arrivals.add(i);
        if (random.nextBoolean()) {
          arrivals.add(i);
        }
      }
      arrivals.add(-1); // the end
      Collections.shuffle(arrivals, random);
      for (int number : arrivals) {
        if (number < 0) {
          sent.deliver();
        } else {
          sent.item(number);
        }
      }
      assertThat(stream.stream())
          .containsExactlyElementsOf(IntStream.range(0, 16).boxed().toList());
      assertThat(stream.hasNext()).isFalse();
    }
    assertThat(rig.engine.stats("count").completed()).isEqualTo(50);
  }

  @Test
  void emptyStreamEnds() {
    ItemStream<Integer> stream = rig.count(0);
    served(stream).deliver();
    assertThat(stream.hasNext()).isFalse();
  }

  @Test
  void producerIsAskedForMoreOnlyAsItemsAreTaken() {
    ItemStream<Integer> stream = rig.count(100);
    ScriptedDeployment.Sent sent = served(stream);
    assertThat(sent.requested).hasValue(16);
    for (int i = 0; i < 16; i++) {
      sent.item(i);
    }
    assertThat(sent.requested).hasValue(16);
    for (int i = 0; i < 8; i++) {
      assertThat(stream.next()).isEqualTo(i);
    }
    long asked = sent.requested.get();
    assertThat(asked).isGreaterThan(16).isLessThanOrEqualTo(8 + 256);
    for (int i = 16; i < 100; i++) {
      sent.item(i);
    }
    sent.deliver();
    for (int i = 8; i < 100; i++) {
      assertThat(stream.next()).isEqualTo(i);
    }
    assertThat(stream.hasNext()).isFalse();
  }

  @Test
  void producerThatIgnoresBackPressureIsStopped() {
    ItemStream<Integer> stream = rig.count(100);
    ScriptedDeployment.Sent sent = served(stream);
    sent.item(50);
    assertThatThrownBy(stream::hasNext)
        .isInstanceOfSatisfying(
            FaastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PROTOCOL));
    assertThat(sent.cancels).hasValue(1);
  }

  @Test
  void closingStopsTheProducerAndKeepsThePermitUntilItHasStopped() {
    ItemStream<Integer> stream = rig.count(100);
    ScriptedDeployment.Sent sent = served(stream);
    sent.item(0);
    assertThat(stream.next()).isZero();
    stream.close();
    stream.close();
    assertThat(sent.cancels).hasValue(1);
    assertThat(stream.hasNext()).isFalse();
    assertThat(rig.engine.stats().running()).isEqualTo(1);
    sent.fail(FailureKind.CANCELLED);
    assertThat(rig.engine.stats().running()).isZero();
    assertThat(rig.engine.stats("count").cancelled()).isEqualTo(1);
  }

  @Test
  void exceptionOfTheProducerComesAfterTheItemsBeforeIt() {
    ItemStream<Integer> stream =
        rig.engine.open(Functions.handle("countAndFail"), new Object[] {3}, CallOptions.NONE);
    ScriptedDeployment.Sent sent = served(stream);
    sent.item(1);
    sent.item(0);
    sent.item(2);
    sent.deliver();
    assertThat(List.of(stream.next(), stream.next(), stream.next())).containsExactly(0, 1, 2);
    assertThatThrownBy(stream::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no more after 3");
  }

  @Test
  void attemptThatFailedBeforeAnItemWasTakenIsRetriedFromTheBeginning() {
    ItemStream<Integer> stream = rig.count(5);
    ScriptedDeployment.Sent first = served(stream);
    first.item(0);
    first.item(1);
    first.fail(FailureKind.CRASHED);
    rig.time.advance(Duration.ofSeconds(1));
    ScriptedDeployment.Sent second = served(stream);
    assertThat(second.attempt.number()).isEqualTo(2);
    first.item(2);
    for (int i = 0; i < 5; i++) {
      second.item(i);
    }
    second.deliver();
    assertThat(stream.stream()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void attemptThatFailedAfterAnItemWasTakenIsNotRetried() {
    ItemStream<Integer> stream = rig.count(5);
    ScriptedDeployment.Sent sent = served(stream);
    sent.item(0);
    sent.item(1);
    assertThat(stream.next()).isZero();
    sent.fail(FailureKind.CRASHED);
    assertThat(stream.next()).isEqualTo(1);
    assertThatThrownBy(stream::next)
        .isInstanceOfSatisfying(
            FaastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CRASHED));
    rig.time.advance(Duration.ofMinutes(1));
    assertThat(rig.cloud.sentCount()).isEqualTo(1);
  }

  @Test
  void lostItemIsNoticed() {
    ItemStream<Integer> stream = rig.count(5);
    ScriptedDeployment.Sent sent = served(stream);
    sent.item(0);
    sent.item(1);
    sent.item(3);
    sent.item(4);
    sent.deliver();
    assertThat(stream.next()).isZero();
    assertThat(stream.next()).isEqualTo(1);
    rig.time.advance(Duration.ofSeconds(11));
    assertThatThrownBy(stream::next)
        .hasMessageContaining("missing from number 2")
        .isInstanceOfSatisfying(
            FaastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INFRASTRUCTURE));
  }

  @Test
  void itemThatComesAfterTheEndIsStillTaken() {
    ItemStream<Integer> stream = rig.count(2);
    ScriptedDeployment.Sent sent = served(stream);
    sent.item(0);
    sent.deliver();
    sent.item(1);
    rig.time.advance(Duration.ofMinutes(1));
    assertThat(stream.stream()).containsExactly(0, 1);
  }

  @Test
  void providerWithoutStreamsRefusesLoudly() {
    rig.provider.refused.add(Capability.STREAM);
    rig.start(1, Rig.PLAIN);
    assertThatThrownBy(() -> rig.count(1))
        .hasMessageContaining("STREAM")
        .isInstanceOfSatisfying(
            FaastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED));
  }

  @Test
  void readerWaitsForItems() {
    ItemStream<Integer> stream = rig.count(3);
    ScriptedDeployment.Sent sent = served(stream);
    CompletableFuture<List<Integer>> read =
        CompletableFuture.supplyAsync(() -> stream.stream().toList());
    sent.item(0);
    sent.item(1);
    sent.item(2);
    sent.deliver();
    assertThat(read.join()).containsExactly(0, 1, 2);
  }

  @Test
  void closingTheEngineFailsAnOpenStreamAfterItsItems() {
    ItemStream<Integer> stream = rig.count(3);
    served(stream).item(0);
    rig.close();
    assertThat(stream.next()).isZero();
    assertThatThrownBy(stream::next)
        .isInstanceOfSatisfying(
            FaastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED));
  }

  @Test
  void publisherHonoursDemandAndEnds() {
    ItemStream<Integer> stream = rig.count(5);
    ScriptedDeployment.Sent sent = served(stream);
    Recorder recorder = new Recorder();
    stream.publisher().subscribe(recorder);
    recorder.subscribed.join().request(2);
    for (int i = 0; i < 5; i++) {
      sent.item(i);
    }
    recorder.second.join();
    assertThat(recorder.items).containsExactly(0, 1);
    recorder.subscribed.join().request(Long.MAX_VALUE);
    sent.deliver();
    recorder.ended.join();
    assertThat(recorder.items).containsExactly(0, 1, 2, 3, 4);
    Recorder late = new Recorder();
    stream.publisher().subscribe(late);
    assertThatThrownBy(late.ended::join).cause().hasMessageContaining("subscriber already");
  }

  @Test
  void publisherTellsFailureAndStopsWhenCancelled() {
    ItemStream<Integer> failing = rig.count(5);
    Recorder recorder = new Recorder();
    failing.publisher().subscribe(recorder);
    rig.cloud.last().fail(FailureKind.USER_ERROR);
    assertThatThrownBy(recorder.ended::join).hasCauseInstanceOf(FaastException.class);
    ItemStream<Integer> cancelled = rig.count(5);
    Recorder other = new Recorder();
    cancelled.publisher().subscribe(other);
    other.subscribed.join().cancel();
    assertThat(rig.cloud.last().cancels).hasValue(1);
  }

  @Test
  void subscriberThatFailsWithAnErrorClosesItsStream() {
    ItemStream<Integer> stream = rig.count(5);
    Recorder failing =
        new Recorder() {
          @Override
          public void onNext(Integer item) {
            throw new AssertionError("the subscriber's own");
          }
        };
    ScriptedDeployment.Sent sent = served(stream);
    stream.publisher().subscribe(failing);
    failing.subscribed.join().request(1);
    sent.item(0);
    assertThat(sent.cancelled).succeedsWithin(Duration.ofSeconds(30));
  }

  private static class Recorder implements Flow.Subscriber<Integer> {
    final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
    final CompletableFuture<Void> second = new CompletableFuture<>();
    final CompletableFuture<Void> ended = new CompletableFuture<>();
    final List<Integer> items = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscribed.complete(subscription);
    }

    @Override
    public void onNext(Integer item) {
      items.add(item);
      if (items.size() == 2) {
        second.complete(null);
      }
    }

    @Override
    public void onError(Throwable why) {
      ended.completeExceptionally(why);
    }

    @Override
    public void onComplete() {
      ended.complete(null);
    }
  }
}
