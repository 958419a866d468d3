package io.faast.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.worker.WorkerHarness.Answer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerTest {
  private final WorkerHarness harness = new WorkerHarness(WorkerModule.class);

  @BeforeEach
  void reset() {
    WorkerModule.EVENTS.clear();
    WorkerModule.running = new CountDownLatch(1);
  }

  @Test
  void returnsResultsOfInstanceAndStaticMethods() {
    assertThat(
            harness.result(
                harness.method("add", int.class, int.class),
                harness.send(harness.method("add", int.class, int.class), 2, 3)))
        .isEqualTo(5);
    assertThat(harness.call("twice", 4L)).isEqualTo(8L);
    assertThat(harness.call("nothing")).isNull();
  }

  @Test
  void distinguishesOverloads() {
    var strings = harness.method("add", String.class, String.class);
    assertThat(harness.result(strings, harness.send(strings, "a", "b"))).isEqualTo("ab");
  }

  @Test
  void callsMethodsInheritedFromAPackagePrivateGenericClass() {
    assertThat(harness.call("twiceInherited", "x")).isEqualTo(List.of("x", "x"));
  }

  @Test
  void callsGenericMethods() {
    assertThat(harness.call("max", List.of("a", "c", "b"))).isEqualTo("c");
    assertThat(harness.call("max", List.of(1, 3, 2))).isEqualTo(3);
  }

  @Test
  void buildsTheModuleOnceAndNotForStaticMethods() {
    int before = WorkerModule.BUILT.get();
    harness.call("twice", 1L);
    assertThat(WorkerModule.BUILT).hasValue(before);
    assertThat(harness.call("count")).isEqualTo(1);
    assertThat(harness.call("count")).isEqualTo(2);
    harness.worker.warm();
    assertThat(WorkerModule.BUILT).hasValue(before + 1);
  }

  @Test
  void warmBuildsTheModule() {
    int before = WorkerModule.BUILT.get();
    harness.worker.warm();
    assertThat(WorkerModule.BUILT).hasValue(before + 1);
  }

  @Test
  void tellsCallAttemptAndTimes() {
    ReplyMessage.Value reply = (ReplyMessage.Value) harness.send(harness.only("nothing")).last;
    assertThat(reply.header().call()).isEqualTo(101);
    assertThat(reply.header().attempt()).isEqualTo(1);
    assertThat(reply.header().startedEpochNanos())
        .isBetween(
            (System.currentTimeMillis() - 60_000) * 1_000_000,
            (System.currentTimeMillis() + 1) * 1_000_000);
    assertThat(reply.header().executionNanos()).isPositive();
    assertThat(reply.header().usedHeapBytes()).isPositive();
  }

  @Test
  void bringsExceptionsWithTheirCause() {
    RemoteThrowable thrown = harness.send(harness.only("fail"), "no disk").thrown();
    assertThat(thrown.className()).isEqualTo("java.io.IOException");
    assertThat(thrown.message()).isEqualTo("no disk");
    assertThat(thrown.superclassNames())
        .containsExactly("java.lang.Exception", "java.lang.Throwable");
    assertThat(thrown.cause().className()).isEqualTo("java.lang.IllegalStateException");
    assertThat(thrown.stack()[0].getMethodName()).isEqualTo("fail");
  }

  @Test
  void answersOfAnotherProtocolVersionNameBoth() {
    ByteBuffer request = harness.request(harness.only("nothing"), 7);
    request.put(2, (byte) 9);
    ReplyMessage.Refused refused = harness.send(request).refused();
    assertThat(refused.code()).isEqualTo(Refusal.PROTOCOL_VERSION);
    assertThat(refused.message()).contains("version 9").contains("version 1");
    assertThat(refused.header().call()).isEqualTo(7);
  }

  @Test
  void refusesWhatIsNoRequest() {
    assertThat(harness.send(ByteBuffer.wrap(new byte[] {1, 2, 3})).refused().code())
        .isEqualTo(Refusal.BAD_REQUEST);
    assertThat(harness.send(ByteBuffer.allocate(0)).refused().code())
        .isEqualTo(Refusal.BAD_REQUEST);
  }

  @Test
  void refusesAnUnknownFunction() {
    MethodCodec codec = MethodCodec.of(WorkerModule.class, harness.only("nothing"));
    ReplyMessage.Refused refused = harness.send(harness.request("gone()V", codec, 1)).refused();
    assertThat(refused.code()).isEqualTo(Refusal.UNKNOWN_FUNCTION);
    assertThat(refused.message()).contains("gone()V").contains("WorkerModule");
    MethodCodec object = MethodCodec.of(WorkerModule.class, harness.only("hashCode"));
    assertThat(harness.send(harness.request("hashCode()I", object, 1)).refused().code())
        .isEqualTo(Refusal.UNKNOWN_FUNCTION);
  }

  @Test
  void refusesArgumentsThatItCannotRead() {
    MethodCodec other = MethodCodec.of(WorkerModule.class, harness.only("twice"));
    String id = FunctionId.of(harness.only("bytes"));
    ReplyMessage.Refused refused = harness.send(harness.request(id, other, 1, 5L)).refused();
    assertThat(refused.code()).isEqualTo(Refusal.ARGUMENT_UNREADABLE);
    assertThat(refused.message()).contains("argument 1").contains("java.lang.Long");
  }

  @Test
  void refusesAFunctionThatReturnsAFuture() {
    MethodCodec none = MethodCodec.of(WorkerModule.class, harness.only("nothing"));
    ByteBuffer request = harness.request(FunctionId.of(harness.only("later")), none, 1);
    assertThat(harness.send(request).refused().message()).contains("declare the value itself");
  }

  @Test
  void refusesAResultThatWouldArriveDifferent() {
    ReplyMessage.Refused refused = harness.send(harness.only("unserializable")).refused();
    assertThat(refused.code()).isEqualTo(Refusal.RESULT_UNSERIALIZABLE);
    assertThat(refused.message()).startsWith("result: ").contains("LinkedHashMap");
  }

  @Test
  void refusesAResultOverTheLimitAndNamesBothSizes() {
    assertThat(harness.call("bytes", 3000)).isEqualTo(new byte[3000]);
    ReplyMessage.Refused refused = harness.send(harness.only("bytes"), 50_000).refused();
    assertThat(refused.code()).isEqualTo(Refusal.RESULT_TOO_LARGE);
    assertThat(refused.message()).contains("50045").contains("40000");
  }

  @Test
  void shortensAnExceptionOverTheLimit() {
    RemoteThrowable thrown = harness.send(harness.only("fail"), "x".repeat(50_000)).thrown();
    assertThat(thrown.className()).isEqualTo("java.io.IOException");
    assertThat(thrown.message()).startsWith("xxx").endsWith("limit is exceeded>");
  }

  @Test
  void givesTheContextToTheCallAndItsThreads() {
    assertThat(harness.call("context")).isEqualTo("101/1/256/test/run-1/worker-1/true");
    assertThat(harness.call("contextOfAThread")).isEqualTo(102L);
    assertThat(FaastContext.present()).isFalse();
    assertThatThrownBy(FaastContext::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("FaastContext.present()");
  }

  @Test
  void clearsTheInterruptFlagBetweenCalls() {
    harness.call("interruptMyself");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    Thread.currentThread().interrupt();
    assertThat(harness.call("interrupted")).isEqualTo(false);
  }

  @Test
  void cancelInterruptsTheCallThatRuns() throws Exception {
    Thread canceller =
        new Thread(
            () -> {
              try {
                WorkerModule.running.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              harness.worker.cancel(101, 2); // another attempt: nothing happens
              harness.worker.cancel(101, 1);
            });
    canceller.start();
    Answer answer = harness.send(harness.only("waitForInterrupt"));
    canceller.join();
    assertThat(answer.thrown().className()).isEqualTo("java.lang.InterruptedException");
    harness.worker.cancel(101, 1); // it ended: no later call is hit
    assertThat(harness.call("interrupted")).isEqualTo(false);
  }

  @Test
  void aCallThatWasCancelledEarlyDoesNotRun() {
    int before = WorkerModule.BUILT.get();
    harness.worker.cancel(101, 1);
    assertThat(harness.send(harness.only("count")).thrown().className())
        .isEqualTo("java.util.concurrent.CancellationException");
    assertThat(WorkerModule.BUILT).hasValue(before);
    assertThat(harness.call("count")).isEqualTo(1);
  }

  @Test
  void aSecondCallAtATimeIsAnErrorAndLeavesTheFirstAlone() {
    Answer answer = new Answer();
    answer.onItem =
        () ->
            assertThatThrownBy(() -> harness.send(harness.only("count")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one call at a time");
    harness.worker.grant(1, 1, 9);
    harness.send(harness.request(harness.only("numbers"), 1, 2), answer);
    assertThat(answer.items).hasSize(2);
    assertThat(answer.last).isInstanceOf(ReplyMessage.End.class);
  }

  @Test
  void tellsThatMemoryRanOut() {
    ReplyMessage.Refused refused = harness.send(harness.only("runOutOfMemory")).refused();
    assertThat(refused.code()).isEqualTo(Refusal.OUT_OF_MEMORY);
    assertThat(refused.message()).contains("256 MiB");
    assertThat(refused.header().call()).isEqualTo(101);
    assertThat(harness.call("count")).isEqualTo(1);
  }

  @Test
  void bringsAStackOverflowWithinBounds() {
    RemoteThrowable thrown = harness.send(harness.only("overflowTheStack")).thrown();
    assertThat(thrown.className()).isEqualTo("java.lang.StackOverflowError");
  }

  @Test
  void whatCodeLacksArrivesAsItWasThrown() {
    assertThat(harness.send(harness.only("missingClass")).thrown().message())
        .isEqualTo("org/example/Missing");
    assertThat(harness.send(harness.only("brokenByMissing")).thrown().message())
        .isEqualTo("org/example/Deep");
    RemoteThrowable again = harness.send(harness.only("brokenByMissing")).thrown();
    assertThat(again.message()).startsWith("Could not initialize class");
    assertThat(again.cause().message()).contains("NoClassDefFoundError: org/example/Deep");
    RemoteThrowable byName = harness.send(harness.only("missingByName")).thrown();
    assertThat(byName.className()).isEqualTo("java.lang.ClassNotFoundException");
    assertThat(byName.message()).isEqualTo("org.example.Absent");
  }

  @Test
  void aClassNotFoundOfTheUsersOwnIsTheUsers() {
    assertThat(harness.send(harness.only("ownClassNotFound")).thrown().message())
        .isEqualTo("user said so");
    assertThat(harness.send(harness.only("brokenInitialiser")).thrown().className())
        .isEqualTo("java.lang.ExceptionInInitializerError");
  }

  @Test
  void handsOnThatTheSinkFailed() {
    assertThatThrownBy(
            () ->
                harness.worker.handle(
                    harness.request(harness.only("count"), 1),
                    new ReplySink() {
                      @Override
                      public void item(ByteBuffer encoded) {}

                      @Override
                      public void done(ByteBuffer encoded) throws IOException {
                        throw new IOException("gone");
                      }
                    }))
        .hasRootCauseMessage("gone");
    assertThat(harness.call("count")).isEqualTo(2);
  }
}
