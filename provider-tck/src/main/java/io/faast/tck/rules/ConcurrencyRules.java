package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Call;
import io.faast.Functions;
import io.faast.ItemStream;
import io.faast.spi.Capability;
import io.faast.tck.Lab;
import io.faast.tck.Opened;
import io.faast.tck.Proof;
import io.faast.tck.Rule;
import io.faast.tck.functions.InvocationFunctions;
import io.faast.tck.functions.StreamFunctions;
import io.faast.tck.probe.BeaconWatch.Sight;
import io.faast.tck.probe.RawCall;
import io.faast.tck.probe.RawDeployment;
import io.faast.tck.probe.RecordedAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many attempts run at once, and how many begin in a second.
 *
 * @since 0.1.0
 */
public class ConcurrencyRules {
  /** Through a small concurrency: tried everywhere, twice. */
  private static final int FIRST_CALLS = 500;

  /** Through a small concurrency: tried where it takes no longer than the seconds below. */
  private static final int MOST_CALLS = 100_000;

  private static final double MANY_CALLS_SECONDS = 5;

  @Rule(
      id = "CON-01",
      says = "As many functions run at once as the concurrency allows.",
      why = "Less than what was asked for makes a batch run slower, and nobody sees why.",
      needs = Capability.STREAM)
  void allAtOnce(Lab lab) {
    int width = Math.min(4, lab.limits().maxConcurrency());
    RawDeployment raw = lab.deploy(StreamFunctions.class, spec -> spec.concurrency(width));
    List<RawCall> calls = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      RawCall call = raw.call("thenBlock", 1);
      call.invocation().request(2);
      calls.add(call);
    }
    calls.forEach(call -> call.awaitItems(1)); // Each has begun, and none ever ends.
  }

  @Rule(
      id = "CON-02",
      says = "No attempt is sent while as many run as the concurrency allows, streams included.",
      why = "More than what was asked for overruns databases and quotas behind the functions.",
      needs = {Capability.STREAM, Capability.CANCEL},
      proof = Proof.ENGINE)
  void neverMore(Lab lab) {
    Opened<StreamFunctions> opened =
        lab.open(StreamFunctions.class, o -> o.withConcurrency(1).withSpeculation(0));
    Call<String> waiting =
        lab.within(
            () -> {
              try (ItemStream<Integer> items = opened.module().stream(StreamFunctions::endless)) {
                Call<String> call = opened.module().call(StreamFunctions::echo, "waiting");
                assertEquals(0, items.next());
                assertEquals(0, call.attempts(), "attempts of a call that must wait");
                assertTrue(!call.isDone(), "a call that must wait is done");
                return call;
              }
            });
    assertEquals("waiting", lab.value(waiting));
    assertEquals(1, opened.recording().mostInFlight(), "attempts at once with concurrency 1");
  }

  @Rule(
      id = "CON-03",
      says = "With concurrency 1, one call runs after the other.",
      why = "Some work must not run side by side, such as migrations of one database.",
      proof = Proof.ENGINE)
  void oneAfterTheOther(Lab lab) {
    Opened<InvocationFunctions> opened =
        lab.open(InvocationFunctions.class, o -> o.withConcurrency(1).withSpeculation(0));
    List<Call<String>> calls =
        IntStream.range(0, 100)
            .mapToObj(i -> opened.module().call(InvocationFunctions::echo, "v" + i))
            .toList();
    for (int i = 0; i < calls.size(); i++) {
      assertEquals("v" + i, lab.value(calls.get(i)));
    }
    assertEquals(1, opened.recording().mostInFlight(), "attempts at once");
  }

  @Rule(
      id = "CON-04",
      says = "A view's limit holds for the calls made through it.",
      why = "Two kinds of calls of one module may need different limits.",
      proof = Proof.ENGINE)
  void views(Lab lab) {
    Opened<InvocationFunctions> opened =
        lab.open(
            InvocationFunctions.class,
            o -> o.withConcurrency(Math.min(3, lab.limits().maxConcurrency())).withSpeculation(0));
    Functions<InvocationFunctions> one = opened.module().limit(1);
    List<Call<String>> calls =
        IntStream.range(0, 60).mapToObj(i -> one.call(InvocationFunctions::echo, "v" + i)).toList();
    calls.forEach(call -> lab.value(call));
    assertEquals(1, opened.recording().mostInFlight(), "attempts at once through limit(1)");
  }

  @Rule(
      id = "CON-05",
      says = "No more attempts begin in a second than the rate allows.",
      why = "Services behind the functions count requests in a second.",
      proof = Proof.ENGINE)
  void rate(Lab lab) {
    Opened<InvocationFunctions> opened =
        lab.open(InvocationFunctions.class, o -> o.withRate(50).withSpeculation(0));
    long before = System.nanoTime();
    List<Call<String>> calls =
        IntStream.range(0, 11)
            .mapToObj(i -> opened.module().call(InvocationFunctions::echo, "v" + i))
            .toList();
    calls.forEach(call -> lab.value(call));
    assertSpread(before, opened.recording().attempts(), 50);
  }

  @Rule(
      id = "CON-06",
      says = "The rate holds for streams, too.",
      why = "Opening a stream is a request like any other to the service behind it.",
      needs = Capability.STREAM,
      proof = Proof.ENGINE)
  void rateOfStreams(Lab lab) {
    Opened<StreamFunctions> opened =
        lab.open(StreamFunctions.class, o -> o.withRate(50).withSpeculation(0));
    long before = System.nanoTime();
    for (int i = 0; i < 6; i++) {
      assertEquals(
          List.of(0),
          lab.within(() -> opened.module().stream(StreamFunctions::count, 1).stream().toList()));
    }
    assertSpread(before, opened.recording().attempts(), 50);
  }

  /**
   * Counts from before the first call: when the engine let the first attempt go, which may have
   * been some time before it was recorded, is not known. A tenth is taken off, since the engine's
   * clock and the recorder's need not be the same.
   */
  private static void assertSpread(long before, List<RecordedAttempt> attempts, double perSecond) {
    long nanos = attempts.get(attempts.size() - 1).startedNanos() - before;
    double least = (attempts.size() - 1) / perSecond * 0.9;
    assertTrue(
        nanos / 1e9 >= least,
        () -> attempts.size() + " attempts began within " + nanos / 1e9 + " s, not " + least);
  }

  @Rule(
      id = "CON-07",
      says = "100,000 calls through a small concurrency all settle; fewer where that takes long.",
      why = "Permits that leak stop a long batch only after many calls.")
  void manyThroughFew(Lab lab) {
    Opened<InvocationFunctions> opened =
        lab.open(
            InvocationFunctions.class,
            o -> o.withConcurrency(Math.min(2, lab.limits().maxConcurrency())));
    long begin = System.nanoTime();
    callAll(lab, opened, FIRST_CALLS);
    double seconds = (System.nanoTime() - begin) / 1e9;
    // How many are tried depends on the provider's speed, how they must end does not.
    double bearable = FIRST_CALLS / Math.max(seconds, 1e-3) * MANY_CALLS_SECONDS;
    callAll(lab, opened, (int) Math.max(FIRST_CALLS, Math.min(bearable, MOST_CALLS - FIRST_CALLS)));
    assertTrue(opened.recording().mostInFlight() <= 2, "more than 2 attempts ran at once");
  }

  private static void callAll(Lab lab, Opened<InvocationFunctions> opened, int count) {
    List<Call<String>> calls =
        IntStream.range(0, count)
            .mapToObj(i -> opened.module().call(InvocationFunctions::echo, "v" + i))
            .toList();
    for (int i = 0; i < count; i++) {
      assertEquals("v" + i, lab.value(calls.get(i)));
    }
  }

  @Rule(
      id = "CON-08",
      says = "A worker runs one attempt at a time, seen from outside.",
      why = "Functions keep state in their instance; two at once would mix it.",
      capability = Capability.CANCEL,
      beacon = true)
  void oneAtATimePerWorker(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec.concurrency(2));
    Sight first = lab.beacons().expect();
    Sight second = lab.beacons().expect();
    RawCall left = raw.call("blockSeen", lab.beacons().port(), first.key());
    RawCall right = raw.call("blockSeen", lab.beacons().port(), second.key());
    lab.value(first.lit());
    lab.value(second.lit());
    left.invocation().cancel();
    lab.value(first.out());
    assertTrue(!second.out().isDone(), "cancelling one attempt ended another");
    right.invocation().cancel();
    lab.value(second.out());
    assertTrue(
        !left.failure().report().workerId().equals(right.failure().report().workerId()),
        "two attempts ran in one worker at once: " + left.failure().report().workerId());
  }

  @Rule(
      id = "CON-09",
      says = "No more functions run at once than the concurrency allows, seen from outside.",
      why = "A provider may queue where the engine cannot see it, or start more than it says.",
      needs = {Capability.STREAM, Capability.CANCEL},
      beacon = true)
  void neverMoreSeenFromOutside(Lab lab) {
    Opened<StreamFunctions> opened =
        lab.open(StreamFunctions.class, o -> o.withConcurrency(1).withSpeculation(0));
    Sight sight = lab.beacons().expect();
    int port = lab.beacons().port();
    lab.within(
        () -> {
          try (ItemStream<Integer> items =
              opened.module().stream(StreamFunctions::endlessSeen, port, sight.key())) {
            assertEquals(0, items.next());
            // The function holds its beacon until it is stopped: whatever was seen, runs now.
            assertEquals(1, sight.times(), "functions seen at once with concurrency 1");
            return null;
          }
        });
    lab.value(sight.out());
  }
}
