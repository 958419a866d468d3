package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.spi.CleanupReport;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import io.faast.tck.Lab;
import io.faast.tck.Rule;
import io.faast.tck.functions.InvocationFunctions;
import io.faast.tck.functions.ValueFunctions;
import io.faast.tck.probe.BeaconWatch.Sight;
import io.faast.tck.probe.RawCall;
import io.faast.tck.probe.RawDeployment;
import io.faast.worker.ReplyMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a deployment owes to the engine, seen without the engine.
 *
 * @since 0.1.0
 */
public class ContractRules {
  @Rule(
      id = "SPI-01",
      says = "Every attempt gets exactly one outcome.",
      why = "None makes a call hang, two make its result depend on luck.")
  void everyAttemptGetsExactlyOneOutcome(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec.concurrency(4));
    int window = Math.min(4, lab.limits().maxConcurrency());
    List<RawCall> all = new ArrayList<>();
    for (int round = 0; round < 30; round++) {
      List<RawCall> together = new ArrayList<>();
      for (int i = 0; i < window; i++) {
        together.add(raw.call("echo", "value " + round + "/" + i));
      }
      for (int i = 0; i < window; i++) {
        assertEquals(
            "value " + round + "/" + i,
            together.get(i).value(),
            "the answer of one attempt came to another, or its value was changed");
      }
      all.addAll(together);
    }
    lab.value(raw.deployment().close());
    for (RawCall call : all) {
      assertEquals(1, call.outcomes().size(), "an attempt got " + call.outcomes() + " as outcomes");
    }
  }

  @Rule(
      id = "SPI-02",
      says = "Closing a deployment ends the attempts that still run, each as CANCELLED.",
      why =
          "A call that is waited for must end when its run does, and not as a failure that is"
              + " worth a retry.")
  void closeEndsRunningAttempts(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec.concurrency(3));
    List<RawCall> running = new ArrayList<>();
    for (int i = 0; i < Math.min(3, lab.limits().maxConcurrency()); i++) {
      running.add(raw.call("block"));
    }
    lab.value(raw.deployment().close());
    for (RawCall call : running) {
      assertEquals(
          FailureKind.CANCELLED, call.failure().kind(), "how an attempt ended that close cut off");
      assertEquals(1, call.outcomes().size(), "outcomes of an attempt that close cut off");
    }
  }

  @Rule(
      id = "SPI-03",
      says = "A request that no worker can read ends with an outcome, not an exception or silence.",
      why = "What arrives damaged must not leave a caller waiting.",
      drives = InvocationFunctions.class)
  void unreadableRequestsSettle(Lab lab) {
    RawDeployment raw = lab.rawShared(InvocationFunctions.class);
    byte[] noise = new byte[64];
    new Random(42).nextBytes(noise);
    RawCall call = raw.send(900_001, 1, "echo", ByteBuffer.wrap(noise));
    if (call.outcome() instanceof Outcome.Answered) {
      assertInstanceOf(ReplyMessage.Refused.class, call.reply(), "the answer to noise");
    }
    assertEquals("after", raw.call("echo", "after").value(), "a call after a request of noise");
  }

  @Rule(
      id = "SPI-04",
      says = "An attempt that begins after close ends with a failure, never an exception.",
      why =
          "An exception thrown at the engine would be nobody's: outcomes are the one way in"
              + " which attempts end.")
  void invokeAfterCloseFails(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec);
    lab.value(raw.deployment().close());
    raw.call("echo", "late").failure();
  }

  @Rule(
      id = "SPI-05",
      says = "invoke returns while the function runs.",
      why = "A client that blocks in invoke sends one call after the other.")
  void invokeDoesNotBlock(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec);
    RawCall call = lab.value(CompletableFuture.supplyAsync(() -> raw.call("block")));
    assertTrue(call.outcomes().isEmpty(), "a function that never ends has an outcome");
  }

  @Rule(
      id = "SPI-06",
      says = "A request's buffer is shared: neither its bytes nor its position move.",
      why = "Retries and second copies send the same buffer again.",
      drives = InvocationFunctions.class)
  void requestsAreLeftAlone(Lab lab) {
    RawDeployment raw = lab.rawShared(InvocationFunctions.class);
    ByteBuffer request = raw.request(900_002, 1, "echo", "shared");
    byte[] before = new byte[request.remaining()];
    request.duplicate().get(before);
    RawCall first = raw.send(900_002, 1, "echo", request);
    assertEquals(ByteBuffer.wrap(before), request, "the request's buffer was changed by invoke");
    RawCall second = raw.send(900_002, 1, "echo", request);
    assertEquals("shared", first.value());
    assertEquals("shared", second.value(), "the second attempt with the same buffer");
    assertEquals(ByteBuffer.wrap(before), request, "the request's buffer was changed");
  }

  @Rule(
      id = "SPI-07",
      says = "A request may lie anywhere in its buffer, and be read-only.",
      why =
          "Buffers are slices of larger ones; what assumes otherwise sends the neighbour's bytes.",
      drives = InvocationFunctions.class)
  void anyKindOfBuffer(Lab lab) {
    RawDeployment raw = lab.rawShared(InvocationFunctions.class);
    ByteBuffer request = raw.request(900_003, 1, "echo", "inside");
    ByteBuffer larger = ByteBuffer.allocate(request.remaining() + 40);
    larger.position(17);
    larger.put(request.duplicate()).flip().position(17);
    assertEquals("inside", raw.send(900_003, 1, "echo", larger.asReadOnlyBuffer()).value());
    ByteBuffer direct = ByteBuffer.allocateDirect(request.remaining());
    direct.put(request.duplicate()).flip();
    assertEquals("inside", raw.send(900_003, 1, "echo", direct).value(), "a direct buffer");
  }

  @Rule(
      id = "SPI-08",
      says = "An answer belongs to the receiver: later ones do not write over it.",
      why = "A reused buffer changes a result after it was delivered.",
      drives = InvocationFunctions.class)
  void answersAreTheReceivers(Lab lab) {
    RawDeployment raw = lab.rawShared(InvocationFunctions.class);
    List<ByteBuffer> kept = new ArrayList<>();
    List<ByteBuffer> copies = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Outcome outcome = raw.call("echo", "answer " + i).outcome();
      ByteBuffer answer = assertInstanceOf(Outcome.Answered.class, outcome).response();
      kept.add(answer);
      copies.add(ByteBuffer.allocate(answer.remaining()).put(answer.duplicate()).flip());
    }
    assertEquals(copies, kept, "answers that were kept for a while");
  }

  @Rule(
      id = "SPI-09",
      says =
          "An attempt is executed once; what is the same on every cloud, such as retry, is not"
              + " the provider's.",
      why =
          "Functions have effects; a provider that tries again by itself doubles them, and the"
              + " cost.")
  void attemptsAreExecutedOnce(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec.concurrency(1));
    String key = lab.newRun().runId();
    for (int i = 0; i < 5; i++) {
      assertEquals(1, raw.call("execute", key + i).value(), "how often the function ran");
    }
    for (int i = 0; i < 5; i++) {
      assertEquals(1, raw.call("executions", key + i).value(), "how often the function had run");
    }
  }

  @Rule(
      id = "SPI-10",
      says = "An attempt is executed once, also seen from outside of the function.",
      why = "A second execution need not show in the outcomes at all.",
      beacon = true)
  void attemptsAreExecutedOnceSeenFromOutside(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec);
    List<Sight> sights = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Sight sight = lab.beacons().expect();
      sights.add(sight);
      assertEquals(sight.key(), raw.call("passSeen", lab.beacons().port(), sight.key()).value());
    }
    lab.value(raw.deployment().close());
    for (Sight sight : sights) {
      assertEquals(1, sight.times(), "executions of one attempt");
    }
  }

  @Rule(
      id = "SPI-11",
      says = "close returns the same stage however often it is called.",
      why = "Several owners may close a run; each needs to know when it is done.")
  void closeIsIdempotent(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec);
    CompletionStage<CleanupReport> first = raw.deployment().close();
    assertSame(first, raw.deployment().close(), "the stage of a second close");
    CleanupReport report = lab.value(first);
    assertTrue(report.complete(), () -> "close could not delete " + report.failures());
    assertSame(first, raw.deployment().close(), "the stage of a close after the end");
  }

  @Rule(
      id = "SPI-12",
      says = "A report names the worker, and tells how long it was occupied.",
      why = "Without it nobody finds the log of a call, or what took so long.",
      drives = InvocationFunctions.class)
  void reportsTellWorkerAndTime(Lab lab) {
    RawDeployment raw = lab.rawShared(InvocationFunctions.class);
    Outcome outcome = raw.call("echo", "x").outcome();
    assertFalse(outcome.report().workerId().isEmpty(), "workerId of an answered attempt is empty");
    assertTrue(outcome.report().measuredNanos() > 0, "measuredNanos of an answered attempt is 0");
  }

  @Rule(
      id = "SPI-13",
      says = "Bytes arrive as they were sent, at every size.",
      why = "Chunking, encoding and compression go wrong at their edges.",
      drives = ValueFunctions.class)
  void bytesArriveUnchanged(Lab lab) {
    RawDeployment raw = lab.rawShared(ValueFunctions.class);
    Random random = new Random(7);
    for (int size : new int[] {0, 1, 127, 128, 4_095, 4_096, 65_535, 65_536, 65_537, 1 << 20}) {
      if (size + 1_024
          > Math.min(lab.limits().maxRequestBytes(), lab.limits().maxResponseBytes())) {
        continue;
      }
      byte[] sent = new byte[size];
      random.nextBytes(sent);
      Object received = raw.call("bytes", (Object) sent).value();
      assertEquals(
          ByteBuffer.wrap(sent),
          ByteBuffer.wrap((byte[]) java.util.Objects.requireNonNull(received)),
          "bytes that went to the function and back, " + size + " of them");
    }
  }

  @Rule(
      id = "SPI-14",
      says = "An unknown function is refused by the worker, and settles.",
      why = "A version of the client that knows more than the deployed worker must be told so.",
      drives = {InvocationFunctions.class, ValueFunctions.class})
  void unknownFunctionsSettle(Lab lab) {
    RawDeployment raw = lab.rawShared(InvocationFunctions.class);
    ByteBuffer request = lab.rawShared(ValueFunctions.class).request(900_004, 1, "anInt", 5);
    RawCall call = raw.send(900_004, 1, "echo", request);
    assertInstanceOf(ReplyMessage.Refused.class, call.reply(), "the answer for anInt");
  }
}
