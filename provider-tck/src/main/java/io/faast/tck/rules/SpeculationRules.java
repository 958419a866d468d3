package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Call;
import io.faast.CostSnapshot;
import io.faast.FunctionStats;
import io.faast.Functions;
import io.faast.spi.Capability;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import io.faast.tck.Lab;
import io.faast.tck.Opened;
import io.faast.tck.Proof;
import io.faast.tck.Rule;
import io.faast.tck.functions.FaultFunctions;
import io.faast.tck.probe.RecordedAttempt;
import java.util.List;

/**
 * Second attempts beside slow first ones.
 *
 * @since 0.1.0
 */
public class SpeculationRules {
  private static final int SAMPLES = 30;

  /**
   * Makes the engine know how fast the function usually is, then calls it once with a first attempt
   * that never ends. The calls before leave no permit for a copy: on a slow machine one of them
   * could get one, too.
   */
  private static Call<Integer> straggler(Lab lab, Opened<FaultFunctions> opened) {
    Functions<FaultFunctions> single = opened.module().limit(1);
    for (int i = 0; i < SAMPLES; i++) {
      assertEquals(1, lab.value(single.call(FaultFunctions::blockUntil, 1)));
    }
    return opened.module().call(FaultFunctions::blockUntil, 2);
  }

  private static Opened<FaultFunctions> open(Lab lab) {
    return lab.open(FaultFunctions.class, options -> options.withConcurrency(2).withSpeculation(2));
  }

  private static List<RecordedAttempt> ofLastCall(Opened<FaultFunctions> opened) {
    long last =
        opened.recording().attempts().stream()
            .mapToLong(recorded -> recorded.attempt().call())
            .max()
            .orElseThrow();
    return opened.recording().attempts().stream()
        .filter(recorded -> recorded.attempt().call() == last)
        .toList();
  }

  @Rule(
      id = "SPC-01",
      says = "A call whose first attempt is far slower than usual gets a second; its answer wins.",
      why = "One straggler holds up a whole batch.")
  void secondAttemptWins(Lab lab) {
    Opened<FaultFunctions> opened = open(lab);
    Call<Integer> call = straggler(lab, opened);
    assertEquals(2, lab.value(call), "the attempt that answered");
    assertEquals(2, call.attempts(), "attempts");
  }

  @Rule(
      id = "SPC-02",
      says = "The attempt that lost is cancelled.",
      why = "Two copies that both run to the end cost double for nothing.",
      capability = Capability.CANCEL)
  void loserIsCancelled(Lab lab) {
    Opened<FaultFunctions> opened = open(lab);
    assertEquals(2, lab.value(straggler(lab, opened)));
    RecordedAttempt loser = ofLastCall(opened).get(0);
    Outcome outcome = lab.value(loser.outcome());
    assertTrue(
        outcome instanceof Outcome.Failed failed && failed.kind() == FailureKind.CANCELLED,
        () -> "the slow attempt ended as " + outcome);
  }

  @Rule(
      id = "SPC-03",
      says = "Both attempts are in the statistics and in the cost.",
      why = "Speculation is bought with money, which must be seen.",
      capability = Capability.CANCEL,
      needs = Capability.COST)
  void bothCount(Lab lab) {
    Opened<FaultFunctions> opened = open(lab);
    assertEquals(2, lab.value(straggler(lab, opened)));
    lab.value(ofLastCall(opened).get(0).outcome());
    FunctionStats stats = opened.module().stats("blockUntil");
    assertEquals(SAMPLES + 1, stats.calls(), "calls");
    assertEquals(1, stats.speculative(), "speculative attempts");
    assertEquals(SAMPLES + 2, stats.attempts(), "attempts");
    lab.until(
        () -> opened.module().costSnapshot().attempts() == SAMPLES + 2,
        "the cost does not count both attempts");
    CostSnapshot cost = opened.module().costSnapshot();
    assertTrue(
        cost.billed().compareTo(cost.measured()) >= 0,
        () -> "billed " + cost.billed() + " is less than measured " + cost.measured());
  }

  @Rule(
      id = "SPC-04",
      says = "There is no second attempt where speculation is off.",
      why = "Work with effects must be able to rule out a second copy.",
      capability = Capability.CANCEL,
      proof = Proof.ENGINE)
  void off(Lab lab) {
    Opened<FaultFunctions> opened =
        lab.open(FaultFunctions.class, options -> options.withConcurrency(2).withSpeculation(0));
    Call<Integer> call = straggler(lab, opened);
    for (int i = 0; i < 200; i++) {
      assertEquals("x", lab.value(opened.module().call(FaultFunctions::fine, "x")));
    }
    assertEquals(1, call.attempts(), "attempts of a slow call");
    call.cancel(true);
  }
}
