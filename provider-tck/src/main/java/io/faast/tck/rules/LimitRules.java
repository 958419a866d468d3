package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.FaastException;
import io.faast.FaastOptions;
import io.faast.spi.AttemptListener;
import io.faast.spi.Capability;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import io.faast.tck.Claim;
import io.faast.tck.Lab;
import io.faast.tck.Opened;
import io.faast.tck.Proof;
import io.faast.tck.Refusal;
import io.faast.tck.Rule;
import io.faast.tck.functions.FaultFunctions;
import io.faast.tck.functions.StreamFunctions;
import io.faast.tck.functions.ValueFunctions;
import io.faast.tck.probe.FaultyProvider;
import io.faast.tck.probe.RawCall;
import io.faast.tck.probe.RawDeployment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Both sides of each limit.
 *
 * @since 0.1.0
 */
public class LimitRules {
  /** A machine that others use, too, may take a minute for as much as an item can have. */
  private static final Duration PLENTY = Duration.ofMinutes(5);

  /** A whole second, since some services know no parts of one. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  private static final Duration LONGEST = Duration.ofSeconds(16);

  /**
   * What must be done within its timeout is tried with longer ones if it is not: a function that is
   * late on a slow machine shows nothing.
   */
  private static final List<Duration> TIMEOUTS = List.of(SHORT, Duration.ofSeconds(4), LONGEST);

  private static int requestOverhead(Lab lab, int size) {
    return lab.rawShared(ValueFunctions.class).request(1, 1, "length", new byte[size]).remaining()
        - size;
  }

  private static int responseOverhead(Lab lab) {
    Outcome outcome = lab.rawShared(ValueFunctions.class).call("produce", 0).outcome();
    return assertInstanceOf(Outcome.Answered.class, outcome).response().remaining();
  }

  @Rule(
      id = "LIM-01",
      says = "A request of exactly the limit arrives, and one of a byte less.",
      why = "What is announced as possible must be.",
      drives = ValueFunctions.class,
      claims = Claim.MEMORY)
  void largestRequest(Lab lab) {
    int most = lab.limits().maxRequestBytes();
    int largest = most - requestOverhead(lab, most - 1_000);
    for (int size : List.of(largest - 1, largest)) {
      assertEquals(
          size,
          lab.value(
              lab.shared(ValueFunctions.class)
                  .module()
                  .call(ValueFunctions::length, new byte[size])));
    }
  }

  @Rule(
      id = "LIM-02",
      says = "A request over the limit is refused as LIMIT_EXCEEDED before it is sent.",
      why = "What cannot arrive should not be paid for first, and its sender should learn why.",
      drives = ValueFunctions.class,
      claims = Claim.MEMORY,
      proof = Proof.ENGINE)
  void requestOverLimit(Lab lab) {
    Opened<ValueFunctions> opened = lab.shared(ValueFunctions.class);
    int most = lab.limits().maxRequestBytes();
    int size = most - requestOverhead(lab, most - 1_000) + 1;
    lab.failure(
        opened.module().call(ValueFunctions::oversized, new byte[size]),
        FaastException.Kind.LIMIT_EXCEEDED);
    assertEquals(0, opened.recording().attempts("oversized").size(), "attempts that were sent");
  }

  @Rule(
      id = "LIM-03",
      says = "A response of exactly the limit arrives whole, and one of a byte less.",
      why = "Off by a header is a common way to lose the largest results.",
      drives = ValueFunctions.class,
      claims = Claim.MEMORY)
  void largestResponse(Lab lab) {
    int largest = lab.limits().maxResponseBytes() - responseOverhead(lab);
    for (int size : List.of(largest - 1, largest)) {
      byte[] received =
          lab.value(lab.shared(ValueFunctions.class).module().call(ValueFunctions::produce, size));
      assertTrue(
          java.util.Arrays.equals(new ValueFunctions().produce(size), received),
          () -> "a response of " + size + " bytes came back as other " + received.length);
    }
  }

  @Rule(
      id = "LIM-04",
      says = "A response over the limit fails as LIMIT_EXCEEDED, and is not tried again.",
      why = "A result that is too large stays so; trying again only costs.",
      drives = ValueFunctions.class,
      claims = Claim.MEMORY,
      proof = Proof.ENGINE)
  void responseOverLimit(Lab lab) {
    Opened<ValueFunctions> opened = lab.open(ValueFunctions.class, o -> o.withSpeculation(0));
    int size = lab.limits().maxResponseBytes() - responseOverhead(lab) + 1;
    FaastException refused =
        lab.failure(
            opened.module().call(ValueFunctions::produce, size),
            FaastException.Kind.LIMIT_EXCEEDED);
    assertTrue(
        String.valueOf(refused.getMessage()).matches("(?s).*\\d.*"),
        () -> "the message names no size: " + refused.getMessage());
    assertEquals(1, opened.recording().attempts().size(), "attempts");
  }

  @Rule(
      id = "LIM-05",
      says = "A function that never ends is stopped at its timeout, as TIMED_OUT.",
      why = "A loop that never ends would be billed for ever.",
      capability = Capability.TIMEOUT,
      claims = Claim.PROCESSOR,
      proof = Proof.PROCESSES)
  void timeouts(Lab lab) {
    for (Duration timeout : TIMEOUTS) {
      RawDeployment raw =
          lab.deploy(FaultFunctions.class, spec -> spec.concurrency(2).timeout(timeout));
      RawCall busy = raw.call("spinUntil", 2);
      RawCall blocked = raw.call("blockUntil", 2);
      assertEquals(FailureKind.TIMED_OUT, busy.failure().kind(), "of a loop that burns time");
      assertEquals(FailureKind.TIMED_OUT, blocked.failure().kind(), "of a function that waits");
      RawCall after = raw.call("fine", "after");
      boolean late =
          after.outcome() instanceof Outcome.Failed failed
              && failed.kind() == FailureKind.TIMED_OUT;
      if (!late || timeout.equals(LONGEST)) {
        assertEquals("after", after.value());
        return;
      }
    }
  }

  @Rule(
      id = "LIM-06",
      says = "A call that timed out fails as TIMED_OUT and is not tried again.",
      why = "What was too slow once mostly is so again, at full price.",
      capability = Capability.TIMEOUT,
      claims = Claim.PROCESSOR,
      proof = Proof.PROCESSES)
  void timeoutOfCalls(Lab lab) {
    Opened<FaultFunctions> opened =
        lab.open(FaultFunctions.class, o -> o.withTimeout(SHORT).withSpeculation(0));
    lab.failure(opened.module().call(FaultFunctions::spinUntil, 9), FaastException.Kind.TIMED_OUT);
    assertEquals(1, opened.recording().attempts().size(), "attempts");
  }

  @Rule(
      id = "LIM-07",
      says = "Items that were sent before the timeout arrive.",
      why = "Work that was done and paid for before the timeout must not be lost.",
      capability = Capability.TIMEOUT,
      needs = Capability.STREAM,
      claims = Claim.PROCESSOR,
      proof = Proof.PROCESSES)
  void itemsBeforeTimeout(Lab lab) {
    for (Duration timeout : TIMEOUTS) {
      RawDeployment raw =
          lab.deploy(StreamFunctions.class, spec -> spec.concurrency(1).timeout(timeout));
      RawCall call = raw.call("thenSpin", 2);
      call.invocation().request(100);
      assertEquals(FailureKind.TIMED_OUT, call.failure().kind());
      if (call.items().size() == 2) {
        return;
      }
    }
    throw new AssertionError("a stream that produces two items and then runs for ever lost some");
  }

  @Rule(
      id = "LIM-08",
      says = "A function that uses more memory than it was given fails as OUT_OF_MEMORY.",
      why =
          "Without a limit one function takes its neighbours down; under another name it would"
              + " be retried for nothing.",
      capability = Capability.MEMORY_LIMIT,
      claims = Claim.MEMORY,
      proof = Proof.PROCESSES)
  void outOfMemory(Lab lab) {
    int memory = lab.limits().minMemoryMb();
    Opened<FaultFunctions> opened =
        lab.open(
            FaultFunctions.class,
            o -> o.withMemoryMb(memory).withConcurrency(1).withSpeculation(0));
    lab.failure(
        opened.module().call(FaultFunctions::hold, memory * 4), FaastException.Kind.OUT_OF_MEMORY);
    assertEquals(1, opened.recording().attempts().size(), "attempts");
    assertEquals("after", lab.value(opened.module().call(FaultFunctions::fine, "after")));
  }

  @Rule(
      id = "LIM-09",
      says = "A function may use a good part of the memory that it was given.",
      why = "A limit that leaves nothing for the function is a trap.",
      proof = Proof.PROCESSES)
  void enoughMemory(Lab lab) {
    int memory = lab.limits().defaultMemoryMb();
    assertEquals(
        memory / 4,
        lab.value(
            lab.open(FaultFunctions.class, o -> o.withConcurrency(1).withSpeculation(0))
                .module()
                .call(FaultFunctions::hold, memory / 4)));
  }

  @Rule(
      id = "LIM-10",
      says = "Memory, timeout and concurrency beyond the limits are refused before a deployment.",
      why = "A mistake in the options should not take minutes to show.",
      proof = Proof.ENGINE)
  void optionsBeyondLimits(Lab lab) {
    int lessMemory = lab.limits().minMemoryMb() - 1;
    if (lessMemory > 0) {
      refused(lab, "memoryMb " + lessMemory, o -> o.withMemoryMb(lessMemory));
    }
    int moreMemory = lab.limits().maxMemoryMb() + lab.limits().memoryStepMb();
    refused(lab, "memoryMb " + moreMemory, o -> o.withMemoryMb(moreMemory));
    if (lab.limits().memoryStepMb() > 1) {
      int between = lab.limits().minMemoryMb() + 1;
      refused(lab, "memoryMb " + between, o -> o.withMemoryMb(between));
    }
    Duration longer = lab.limits().maxTimeout().plusMillis(1);
    if (longer.compareTo(Duration.ofDays(30)) <= 0) {
      refused(lab, "timeout " + longer, o -> o.withTimeout(longer));
    }
    int more = lab.limits().maxConcurrency() + 1;
    if (more <= 1_000_000) {
      refused(lab, "concurrency " + more, o -> o.withConcurrency(more));
    }
  }

  private static void refused(Lab lab, String what, UnaryOperator<FaastOptions> options) {
    Refusal refusal = lab.refusal(ValueFunctions.class, options);
    assertInstanceOf(FaastException.class, refusal.failure(), "the refusal of " + what);
    assertEquals(0, refusal.recording().specs().size(), "deployments with " + what);
  }

  @Rule(
      id = "LIM-11",
      says = "The smallest memory and the longest timeout can be had.",
      why = "Announced limits are tried at their ends only by those who need them.")
  void optionsAtLimits(Lab lab) {
    assertEquals(
        5,
        lab.value(
            lab.open(
                    ValueFunctions.class,
                    o ->
                        o.withMemoryMb(lab.limits().minMemoryMb())
                            .withTimeout(lab.limits().maxTimeout())
                            .withConcurrency(1))
                .module()
                .call(ValueFunctions::anInt, 5)));
  }

  @Rule(
      id = "LIM-12",
      says = "An item of exactly the limit arrives whole; one of a byte more fails its stream.",
      why = "Items are cut into parts and put together again where a way takes only small ones.",
      capability = Capability.STREAM,
      claims = Claim.MEMORY)
  void largestItem(Lab lab) {
    AtomicInteger bytes = new AtomicInteger();
    Opened<StreamFunctions> opened =
        lab.open(
            new FaultyProvider(
                lab.provider(),
                (way, attempt, listener) -> way.invoke(attempt, measuring(listener, bytes))),
            StreamFunctions.class,
            o -> o.withConcurrency(1).withSpeculation(0).withTimeout(atMost(lab, PLENTY)));
    byte[] empty = lab.within(() -> block(opened, 0));
    int largest = lab.limits().maxResponseBytes() - (bytes.get() - empty.length);
    byte[] received = lab.within(() -> block(opened, largest));
    assertTrue(
        java.util.Arrays.equals(new byte[largest], received),
        () -> "an item of " + largest + " bytes came as another of " + received.length);
    lab.failure(
        CompletableFuture.supplyAsync(() -> block(opened, largest + 1)),
        FaastException.Kind.LIMIT_EXCEEDED);
    assertEquals(3, opened.recording().attempts("blocks").size(), "attempts of three streams");
  }

  private static Duration atMost(Lab lab, Duration timeout) {
    Duration longest = lab.limits().maxTimeout();
    return longest.compareTo(timeout) < 0 ? longest : timeout;
  }

  private static byte[] block(Opened<StreamFunctions> opened, int size) {
    return opened.module().stream(StreamFunctions::blocks, 1, size).stream().toList().get(0);
  }

  private static AttemptListener measuring(AttemptListener listener, AtomicInteger bytes) {
    return new AttemptListener() {
      @Override
      public void onItem(ByteBuffer item) {
        bytes.set(item.remaining());
        listener.onItem(item);
      }

      @Override
      public void onOutcome(Outcome outcome) {
        listener.onOutcome(outcome);
      }
    };
  }
}
