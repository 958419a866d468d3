package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.FaastModule;
import io.faast.ItemStream;
import io.faast.spi.Capability;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import io.faast.spi.UnsupportedCapabilityException;
import io.faast.tck.Lab;
import io.faast.tck.Opened;
import io.faast.tck.Proof;
import io.faast.tck.Rule;
import io.faast.tck.functions.StreamFunctions;
import io.faast.tck.probe.BeaconWatch.Sight;
import io.faast.tck.probe.RawCall;
import io.faast.tck.probe.RawDeployment;
import io.faast.worker.ReplyMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/**
 * Functions that produce many items.
 *
 * @since 0.1.0
 */
public class StreamingRules {
  private static FaastModule<StreamFunctions> module(Lab lab) {
    return lab.shared(StreamFunctions.class).module();
  }

  private static List<Integer> upTo(int items) {
    return IntStream.range(0, items).boxed().toList();
  }

  @Rule(
      id = "STR-01",
      says = "A stream's items arrive all, once each, and in order.",
      why = "A stream with a gap, a double or a swap is a wrong result that looks right.",
      capability = Capability.STREAM)
  void inOrder(Lab lab) {
    assertEquals(
        upTo(1_000),
        lab.within(() -> module(lab).stream(StreamFunctions::count, 1_000).stream().toList()));
  }

  @Rule(
      id = "STR-02",
      says = "Every item of a stream is delivered, with its own sequence number, before the end.",
      why = "The number is what order and gaps are recognised by.",
      capability = Capability.STREAM,
      drives = StreamFunctions.class)
  void everySequenceNumber(Lab lab) {
    RawCall call = lab.rawShared(StreamFunctions.class).call("count", 200);
    call.invocation().request(Long.MAX_VALUE);
    ReplyMessage.End end = assertInstanceOf(ReplyMessage.End.class, call.reply(), "the answer");
    assertEquals(200, end.items(), "items that the worker says it sent");
    lab.until(() -> call.itemCount() >= 200, "fewer items arrived than were sent");
    List<Long> sequence = new ArrayList<>(call.items().keySet());
    assertEquals(
        IntStream.range(0, 200).mapToObj(i -> (long) i).toList(), sequence, "sequence numbers");
    assertEquals(
        new ArrayList<Object>(upTo(200)), new ArrayList<>(call.items().values()), "values");
  }

  @Rule(
      id = "STR-03",
      says = "An empty stream ends.",
      why = "Nothing is a result, and whoever waits for it must be released.",
      capability = Capability.STREAM)
  void empty(Lab lab) {
    assertEquals(
        List.of(),
        lab.within(() -> module(lab).stream(StreamFunctions::count, 0).stream().toList()));
  }

  @Rule(
      id = "STR-04",
      says = "Streams, iterators and iterables stream; a list is a value.",
      why = "What streams is decided by the method's type alone, the same everywhere.",
      capability = Capability.STREAM)
  void shapes(Lab lab) {
    FaastModule<StreamFunctions> m = module(lab);
    assertEquals(
        upTo(9), lab.within(() -> m.stream(StreamFunctions::countIterator, 9).stream().toList()));
    assertEquals(
        upTo(9), lab.within(() -> m.stream(StreamFunctions::countIterable, 9).stream().toList()));
    assertEquals(upTo(9), lab.value(m.call(StreamFunctions::countList, 9)));
  }

  @Rule(
      id = "STR-05",
      says = "Items arrive while the function still runs.",
      why = "Streams exist to begin before the end.",
      capability = Capability.STREAM)
  void asProduced(Lab lab) {
    RawDeployment raw = lab.deploy(StreamFunctions.class, spec -> spec.concurrency(1));
    RawCall call = raw.call("thenBlock", 2);
    call.invocation().request(100);
    call.awaitItems(2); // The function produces two, and then runs for ever.
    assertTrue(call.outcomes().isEmpty(), "a stream that goes on has an outcome");
  }

  @Rule(
      id = "STR-06",
      says = "A function that fails in its stream does so after the items before.",
      why = "What came before the failure is good, and the failure must not be lost behind it.",
      capability = Capability.STREAM)
  void failsAfterItems(Lab lab) {
    List<Integer> seen = new ArrayList<>();
    CompletionException failed =
        lab.within(
            () ->
                assertThrows(
                    CompletionException.class,
                    () -> wrapped(lab, seen),
                    "a stream that fails must throw"));
    IllegalStateException thrown =
        assertInstanceOf(IllegalStateException.class, failed.getCause(), "what the stream threw");
    assertEquals("broken", thrown.getMessage());
    assertEquals(upTo(3), seen, "the items before");
  }

  private static void wrapped(Lab lab, List<Integer> seen) {
    try (ItemStream<Integer> items = module(lab).stream(StreamFunctions::thenThrow, 3, "broken")) {
      items.forEachRemaining(seen::add);
    } catch (IllegalStateException e) {
      throw new CompletionException(e);
    }
  }

  @Rule(
      id = "STR-07",
      says = "A function that throws before its first item fails its stream.",
      why = "A failure before the first item is easily taken for an empty stream.",
      capability = Capability.STREAM,
      drives = StreamFunctions.class)
  void failsAtOnce(Lab lab) {
    RawCall call = lab.rawShared(StreamFunctions.class).call("throwAtOnce", "at once");
    call.invocation().request(1);
    assertInstanceOf(ReplyMessage.Thrown.class, call.reply(), "the answer");
    assertEquals(0, call.itemCount(), "items");
  }

  @Rule(
      id = "STR-08",
      says = "null is an item like any other, and large items arrive whole.",
      why = "Items travel another way than answers, with edges of its own.",
      capability = Capability.STREAM)
  void anyItem(Lab lab) {
    assertEquals(
        Arrays.asList(null, "item 1", null),
        lab.within(
            () ->
                new ArrayList<>(module(lab).stream(StreamFunctions::nulls, 3).stream().toList())));
    int size = Math.min(1 << 20, lab.limits().maxResponseBytes() / 2);
    List<byte[]> blocks =
        lab.within(() -> module(lab).stream(StreamFunctions::blocks, 6, size).stream().toList());
    for (int i = 0; i < 6; i++) {
      byte[] expected = new byte[size];
      Arrays.fill(expected, (byte) i);
      assertArrayEquals(expected, blocks.get(i), "block " + i);
    }
  }

  @Rule(
      id = "STR-09",
      says = "A stream that is closed early stops its function.",
      why = "Whoever has found what was looked for should not pay for the rest.",
      capability = Capability.STREAM,
      needs = Capability.CANCEL)
  void closeStops(Lab lab) {
    Opened<StreamFunctions> opened =
        lab.open(StreamFunctions.class, o -> o.withConcurrency(1).withSpeculation(0));
    List<Integer> first =
        lab.within(
            () -> {
              try (ItemStream<Integer> items = opened.module().stream(StreamFunctions::endless)) {
                return items.stream().limit(3).toList();
              }
            });
    assertEquals(upTo(3), first);
    assertEquals(
        "after",
        lab.value(opened.module().call(StreamFunctions::echo, "after")),
        "the next call of a module with concurrency 1");
    Outcome outcome = lab.value(opened.recording().attempts("endless").get(0).outcome());
    assertTrue(
        outcome instanceof Outcome.Failed failed && failed.kind() == FailureKind.CANCELLED,
        () -> "the attempt of a closed stream ended as " + outcome);
  }

  @Rule(
      id = "STR-10",
      says = "The function's own stream is closed when the client closes its end.",
      why = "Files and cursors that a function's stream holds must be given back.",
      capability = Capability.STREAM,
      needs = Capability.CANCEL,
      beacon = true)
  void producerIsClosed(Lab lab) {
    RawDeployment raw = lab.deploy(StreamFunctions.class, spec -> spec.concurrency(1));
    Sight sight = lab.beacons().expect();
    RawCall call = raw.call("endlessSeen", lab.beacons().port(), sight.key());
    call.invocation().request(2);
    call.awaitItems(2);
    call.invocation().cancel();
    lab.value(sight.out());
  }

  @Rule(
      id = "STR-11",
      says = "Two streams side by side do not mix.",
      why = "Items share queues and sockets with those of other streams.",
      capability = Capability.STREAM)
  void sideBySide(Lab lab) {
    FaastModule<StreamFunctions> m =
        lab.open(StreamFunctions.class, o -> o.withConcurrency(2).withSpeculation(0)).module();
    lab.within(
        () -> {
          ItemStream<Integer> left = m.stream(StreamFunctions::count, 300);
          ItemStream<byte[]> right = m.stream(StreamFunctions::blocks, 100, 10);
          for (int i = 0; i < 300; i++) {
            assertEquals(i, left.next());
            if (i % 3 == 0) {
              assertEquals((byte) (i / 3), right.next()[9]);
            }
          }
          assertEquals(List.of(false, false), List.of(left.hasNext(), right.hasNext()));
          return true;
        });
  }

  @Rule(
      id = "STR-12",
      says = "A worker that crashes in its stream fails it as CRASHED, after the items before.",
      why = "Half a stream must never look like a whole one.",
      capability = Capability.STREAM,
      needs = Capability.CRASH_DETECTION,
      drives = StreamFunctions.class,
      proof = Proof.PROCESSES)
  void crashInStream(Lab lab) {
    RawCall call = lab.rawShared(StreamFunctions.class).call("thenHalt", 2);
    call.invocation().request(100);
    assertEquals(FailureKind.CRASHED, call.failure().kind());
  }

  @Rule(
      id = "BPR-01",
      says = "No more items are delivered than were asked for.",
      why = "A fast producer fills the memory of a slow consumer.",
      capability = Capability.BACK_PRESSURE)
  void noMoreThanAsked(Lab lab) {
    RawDeployment raw = lab.deploy(StreamFunctions.class, spec -> spec.concurrency(2));
    RawCall call = raw.call("count", 50);
    call.invocation().request(3);
    call.awaitItems(3);
    // A producer that is not held back has every chance to show it while other calls go through.
    for (int i = 0; i < 30; i++) {
      assertEquals("x", raw.call("echo", "x").value());
    }
    assertEquals(3, call.itemCount(), "items that came, with 3 asked for");
    assertTrue(call.outcomes().isEmpty(), "the stream ended with 3 of 50 items asked for");
    call.invocation().request(2);
    call.awaitItems(5);
    assertEquals(5, call.itemCount(), "items that came, with 5 asked for");
    call.invocation().request(Long.MAX_VALUE);
    assertInstanceOf(ReplyMessage.End.class, call.reply(), "the answer");
    lab.until(() -> call.itemCount() == 50, "not all 50 items came");
  }

  @Rule(
      id = "BPR-02",
      says = "A stream for which nothing was asked yet delivers nothing.",
      why = "A stream that nobody reads yet must not begin to pile up.",
      capability = Capability.BACK_PRESSURE)
  void nothingUnasked(Lab lab) {
    RawDeployment raw = lab.deploy(StreamFunctions.class, spec -> spec.concurrency(2));
    RawCall call = raw.call("count", 5);
    for (int i = 0; i < 20; i++) {
      assertEquals("x", raw.call("echo", "x").value());
    }
    assertEquals(0, call.itemCount(), "items that nobody asked for");
    call.invocation().request(5);
    call.awaitItems(5);
    call.invocation().request(1); // The end may need to be asked for like an item.
    assertInstanceOf(ReplyMessage.End.class, call.reply(), "the answer");
  }

  @Rule(
      id = "STR-R1",
      says = "request is refused with an exception that names STREAM.",
      why = "A stream that silently delivers nothing would look empty.",
      capability = Capability.STREAM,
      whenRefused = true,
      drives = StreamFunctions.class)
  void streamIsRefusedLoudly(Lab lab) {
    RawCall call = lab.rawShared(StreamFunctions.class).call("echo", "x");
    UnsupportedCapabilityException refused =
        assertThrows(
            UnsupportedCapabilityException.class,
            () -> call.invocation().request(1),
            "request of a provider that refuses STREAM must throw; doing nothing is a lie");
    assertEquals(Capability.STREAM, refused.capability());
  }
}
