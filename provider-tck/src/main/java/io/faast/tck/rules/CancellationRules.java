package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Call;
import io.faast.spi.Capability;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import io.faast.spi.UnsupportedCapabilityException;
import io.faast.tck.Claim;
import io.faast.tck.Lab;
import io.faast.tck.Level;
import io.faast.tck.Opened;
import io.faast.tck.Proof;
import io.faast.tck.Rule;
import io.faast.tck.functions.InvocationFunctions;
import io.faast.tck.functions.StreamFunctions;
import io.faast.tck.probe.BeaconWatch.Sight;
import io.faast.tck.probe.RawCall;
import io.faast.tck.probe.RawDeployment;
import io.faast.tck.probe.RecordedAttempt;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Calls that are given up before, during and after they run.
 *
 * @since 0.1.0
 */
public class CancellationRules {
  @Rule(
      id = "CAN-01",
      says = "A running attempt that is cancelled ends as CANCELLED.",
      why =
          "Who cancels must be told apart from who failed: a cancelled attempt is neither"
              + " retried nor counted as broken.",
      capability = Capability.CANCEL,
      needs = Capability.STREAM)
  void cancelWhileRunning(Lab lab) {
    RawDeployment raw = lab.deploy(StreamFunctions.class, spec -> spec.concurrency(1));
    RawCall call = raw.call("thenBlock", 1);
    call.invocation().request(10);
    call.awaitItems(1); // It runs now.
    call.invocation().cancel();
    assertEquals(FailureKind.CANCELLED, call.failure().kind());
    assertEquals("after", raw.call("echo", "after").value(), "a call after the cancelled one");
    assertEquals(1, call.outcomes().size(), "outcomes of a cancelled attempt");
  }

  @Rule(
      id = "CAN-02",
      says = "An attempt can be cancelled as soon as it began, before its function runs.",
      why =
          "A cancellation that comes too early and is lost leaves a function running that"
              + " nobody wants or waits for.",
      capability = Capability.CANCEL)
  void cancelAtOnce(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec.concurrency(1));
    for (int i = 0; i < 5; i++) {
      RawCall call = raw.call("block");
      call.invocation().cancel();
      assertEquals(FailureKind.CANCELLED, call.failure().kind());
    }
    assertEquals("after", raw.call("echo", "after").value());
  }

  @Rule(
      id = "CAN-03",
      says = "Cancelling an attempt that has ended has no effect.",
      why = "Cancelling races with answering; the loser of the race must do no harm.",
      capability = Capability.CANCEL)
  void cancelAfterEnd(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec.concurrency(1));
    RawCall ended = raw.call("echo", "done");
    assertEquals("done", ended.value());
    ended.invocation().cancel();
    RawCall next = raw.call("execute", lab.newRun().runId());
    ended.invocation().cancel();
    assertEquals(1, next.value(), "a call that runs where the cancelled one had run");
    assertEquals("after", raw.call("echo", "after").value());
    assertEquals(1, ended.outcomes().size(), "outcomes of the attempt");
  }

  @Rule(
      id = "CAN-04",
      says = "Cancelling an attempt twice is cancelling it once.",
      why = "Timeouts, speculation and users may all cancel the same attempt.",
      capability = Capability.CANCEL)
  void cancelTwice(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec.concurrency(1));
    RawCall call = raw.call("block");
    call.invocation().cancel();
    call.invocation().cancel();
    assertEquals(FailureKind.CANCELLED, call.failure().kind());
    call.invocation().cancel();
    assertEquals("after", raw.call("echo", "after").value());
    lab.value(raw.deployment().close());
    assertEquals(1, call.outcomes().size(), "outcomes of an attempt that was cancelled thrice");
  }

  @Rule(
      id = "CAN-05",
      says = "A cancelled function stops, seen from outside.",
      why =
          "An outcome alone proves nothing: a function that runs on still costs money and"
              + " writes files.",
      capability = Capability.CANCEL,
      beacon = true)
  void functionStops(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec.concurrency(1));
    Sight sight = lab.beacons().expect();
    RawCall call = raw.call("blockSeen", lab.beacons().port(), sight.key());
    lab.value(sight.lit());
    call.invocation().cancel();
    lab.value(sight.out());
    assertEquals(FailureKind.CANCELLED, call.failure().kind());
  }

  @Rule(
      id = "CAN-06",
      says = "A cancelled function stops even if it does not notice interrupts.",
      why = "Computing loops look at no interrupt, and are what people most want to stop.",
      level = Level.SHOULD,
      capability = Capability.CANCEL,
      needs = Capability.TIMEOUT,
      beacon = true,
      claims = Claim.PROCESSOR,
      proof = Proof.PROCESSES)
  void busyFunctionStops(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec.concurrency(1));
    Sight sight = lab.beacons().expect();
    RawCall call = raw.call("spinSeen", lab.beacons().port(), sight.key());
    lab.value(sight.lit());
    call.invocation().cancel();
    assertEquals(FailureKind.CANCELLED, call.failure().kind());
    lab.value(sight.out());
    assertEquals("after", raw.call("echo", "after").value());
  }

  @Rule(
      id = "CAN-07",
      says = "Cancelling a call settles it at once, cancels its attempt, and is never retried.",
      why = "A user who cancels has stopped waiting; a retry would pay for what nobody wants.",
      capability = Capability.CANCEL)
  void cancelCall(Lab lab) {
    Opened<InvocationFunctions> opened =
        lab.open(InvocationFunctions.class, o -> o.withConcurrency(1).withSpeculation(0));
    Call<String> call = opened.module().call(InvocationFunctions::block);
    lab.until(() -> opened.recording().attempts("block").size() == 1, "no attempt was sent");
    assertTrue(call.cancel(true), () -> "cancel of a running call returned false: it is " + call);
    assertTrue(call.isCancelled(), "isCancelled of a cancelled call");
    assertInstanceOf(CancellationException.class, lab.failure(call));
    assertEquals(
        "after",
        lab.value(opened.module().call(InvocationFunctions::echo, "after")),
        "the next call of a module with concurrency 1");
    List<RecordedAttempt> attempts = opened.recording().attempts("block");
    assertEquals(1, attempts.size(), "attempts of a cancelled call");
    Outcome outcome = lab.value(attempts.get(0).outcome());
    assertTrue(
        outcome instanceof Outcome.Failed failed && failed.kind() == FailureKind.CANCELLED,
        () -> "the attempt of a cancelled call ended as " + outcome);
  }

  @Rule(
      id = "CAN-08",
      says = "A call that is cancelled while it waits for its turn is never sent.",
      why = "What was given up while it waited must not be paid for later.",
      capability = Capability.CANCEL,
      proof = Proof.ENGINE)
  void cancelWaiting(Lab lab) {
    Opened<InvocationFunctions> opened =
        lab.open(InvocationFunctions.class, o -> o.withConcurrency(1).withSpeculation(0));
    Call<String> blocking = opened.module().call(InvocationFunctions::block);
    Call<Integer> waiting = opened.module().call(InvocationFunctions::execute, "waiting");
    assertTrue(waiting.cancel(true), "cancel of a waiting call returned false");
    assertTrue(
        blocking.cancel(true), () -> "cancel of a running call returned false: it is " + blocking);
    assertEquals("after", lab.value(opened.module().call(InvocationFunctions::echo, "after")));
    assertEquals(0, opened.recording().attempts("execute").size(), "attempts of the waiting call");
  }

  @Rule(
      id = "CAN-09",
      says = "A call that has its value keeps it when it is cancelled.",
      why = "A result that has arrived has been paid for, and is the truth.",
      proof = Proof.ENGINE)
  void cancelCallAfterEnd(Lab lab) {
    Opened<InvocationFunctions> opened = lab.shared(InvocationFunctions.class);
    Call<String> call = opened.module().call(InvocationFunctions::echo, "kept");
    assertEquals("kept", lab.value(call));
    assertFalse(call.cancel(true), "cancel of a call that has its value returned true");
    assertEquals("kept", lab.value(call));
  }

  @Rule(
      id = "CAN-R1",
      says = "cancel is refused with an exception that names CANCEL, and the attempt goes on.",
      why =
          "Pretending to cancel is worse than refusing: the user would believe that the cost"
              + " has stopped.",
      capability = Capability.CANCEL,
      whenRefused = true)
  void cancelIsRefusedLoudly(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec.concurrency(1));
    RawCall call = raw.call("block");
    UnsupportedCapabilityException refused =
        assertThrows(
            UnsupportedCapabilityException.class,
            () -> call.invocation().cancel(),
            "cancel of a provider that refuses CANCEL must throw; doing nothing is a lie");
    assertEquals(Capability.CANCEL, refused.capability());
    assertTrue(call.outcomes().isEmpty(), "the attempt ended by a cancel that was refused");
  }
}
