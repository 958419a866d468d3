package io.faast.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.worker.WorkerHarness.Answer;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerStreamTest {
  private final WorkerHarness harness = new WorkerHarness(WorkerModule.class);

  @BeforeEach
  void reset() {
    WorkerModule.EVENTS.clear();
  }

  private Answer stream(String name, long credit, Object... args) {
    harness.worker.grant(1, 1, credit);
    return harness.send(harness.request(harness.only(name), 1, args));
  }

  private static long end(Answer answer) {
    return ((ReplyMessage.End) answer.last).items();
  }

  @Test
  void sendsItemsInOrderAndClosesTheStream() {
    Method numbers = harness.only("numbers");
    Answer answer = stream("numbers", Long.MAX_VALUE, 3);
    assertThat(harness.items(numbers, answer)).containsExactly(0, 1, 2);
    assertThat(answer.items).extracting(ReplyMessage.Item::sequence).containsExactly(0L, 1L, 2L);
    assertThat(end(answer)).isEqualTo(3);
    assertThat(WorkerModule.EVENTS).containsExactly("made 0", "made 1", "made 2", "closed");
  }

  @Test
  void anEmptyStreamEnds() {
    Answer answer = stream("numbers", 1, 0);
    assertThat(end(answer)).isZero();
    assertThat(answer.items).isEmpty();
  }

  @Test
  void nullItemsArrive() {
    assertThat(harness.items(harness.only("withNulls"), stream("withNulls", 9)))
        .isEqualTo(Arrays.asList("a", null, "b"));
  }

  @Test
  void producesNoMoreThanWasGranted() {
    harness.worker.grant(1, 1, 2);
    Answer answer = new Answer();
    answer.onItem =
        () -> {
          if (answer.items.size() == 2) {
            assertThat(WorkerModule.EVENTS).containsExactly("made 0", "made 1");
            harness.worker.grant(1, 1, 1);
          } else if (answer.items.size() == 3) {
            harness.worker.cancel(1, 1);
          }
        };
    harness.send(harness.request(harness.only("numbers"), 1, 10), answer);
    assertThat(WorkerModule.EVENTS).containsExactly("made 0", "made 1", "made 2", "closed");
    assertThat(answer.thrown().className()).isEqualTo("java.util.concurrent.CancellationException");
  }

  @Test
  void cancelWakesAProducerThatWaitsForCredit() throws Exception {
    Answer answer = new Answer();
    Thread producer =
        new Thread(() -> harness.send(harness.request(harness.only("endless"), 1), answer));
    producer.start();
    while (producer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    harness.worker.cancel(1, 1);
    producer.join();
    assertThat(answer.items).isEmpty();
    assertThat(answer.finals).isEqualTo(1);
    assertThat(WorkerModule.EVENTS).containsExactly("closed");
  }

  @Test
  void creditWakesAProducerThatWaitsForIt() throws Exception {
    Answer answer = new Answer();
    Thread producer =
        new Thread(() -> harness.send(harness.request(harness.only("numbers"), 1, 2), answer));
    producer.start();
    while (producer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    harness.worker.grant(1, 1, 3);
    producer.join();
    assertThat(end(answer)).isEqualTo(2);
  }

  @Test
  void anErrorComesAfterTheItemsBeforeIt() {
    Answer answer = stream("failsAfterTwo", 10);
    assertThat(harness.items(harness.only("failsAfterTwo"), answer)).containsExactly(0, 1);
    assertThat(answer.thrown().message()).isEqualTo("no third");
    assertThat(WorkerModule.EVENTS).containsExactly("iterator closed");
  }

  @Test
  void anErrorOfCloseIsNotLost() {
    Answer answer = stream("failsToClose", 10);
    assertThat(answer.items).hasSize(1);
    assertThat(answer.thrown().message()).isEqualTo("close failed");
  }

  @Test
  void refusesNullInPlaceOfAStream() {
    assertThat(stream("noStream", 1).refused().message()).contains("return an empty one");
  }

  @Test
  void refusesAnItemThatCannotTravelAndSaysWhich() {
    Answer answer = stream("badItem", 9);
    assertThat(answer.items).hasSize(1);
    assertThat(answer.refused().code()).isEqualTo(Refusal.RESULT_UNSERIALIZABLE);
    assertThat(answer.refused().message()).startsWith("Item number 1, item: ");
  }

  @Test
  void refusesAnItemOverTheLimit() {
    Answer answer = stream("largeItem", 9);
    assertThat(answer.items).hasSize(1);
    assertThat(answer.refused().code()).isEqualTo(Refusal.RESULT_TOO_LARGE);
    assertThat(answer.refused().message()).contains("item number 1").contains("40000");
  }

  @Test
  void refusesAStreamThatIsCalledForAValue() {
    MethodCodec none = MethodCodec.of(WorkerModule.class, harness.only("nothing"));
    String id = FunctionId.of(harness.only("endless"));
    assertThat(harness.send(harness.request(id, none, 1)).refused().code())
        .isEqualTo(Refusal.BAD_REQUEST);
  }

  @Test
  void creditOfOneCallIsNotThatOfAnother() {
    harness.worker.grant(2, 1, 5);
    Answer first = stream("numbers", 3, 2);
    assertThat(first.items).hasSize(2);
    Answer second = harness.send(harness.request(harness.only("numbers"), 2, 4));
    assertThat(harness.items(harness.only("numbers"), second)).isEqualTo(List.of(0, 1, 2, 3));
  }
}
