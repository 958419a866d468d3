package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Call;
import io.faast.FaastException;
import io.faast.spi.Capability;
import io.faast.spi.CleanupReport;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.ProviderException;
import io.faast.tck.Claim;
import io.faast.tck.Lab;
import io.faast.tck.Opened;
import io.faast.tck.Proof;
import io.faast.tck.Rule;
import io.faast.tck.functions.FaultFunctions;
import io.faast.tck.functions.InvocationFunctions;
import io.faast.tck.probe.RawCall;
import io.faast.tck.probe.RawDeployment;
import io.faast.tck.probe.StepFailure;
import java.time.Duration;
import java.util.List;

/**
 * What is left of a run: nothing.
 *
 * @since 0.1.0
 */
public class CleanupRules {
  /** Closes, and fails with the provider's own reasons if something could not be deleted. */
  private static CleanupReport closed(Lab lab, RawDeployment raw) {
    return complete(lab.value(raw.deployment().close()));
  }

  private static CleanupReport complete(CleanupReport report) {
    assertTrue(report.complete(), () -> "close could not delete " + report.failures());
    return report;
  }

  private static void assertNothingLeft(Lab lab, String runId) {
    List<String> left = lab.existing(runId);
    assertEquals(List.of(), left, "what exists in the substrate after close");
  }

  @Rule(
      id = "CLN-01",
      says = "After close, nothing of the run exists any more.",
      why = "Infrastructure left behind costs money and fills an account's quotas.")
  void closeDeletesEverything(Lab lab) {
    Opened<InvocationFunctions> opened = lab.open(InvocationFunctions.class, o -> o);
    lab.value(opened.module().call(InvocationFunctions::echo, "x"));
    String run = opened.recording().runId();
    assertFalse(
        lab.existing(run).isEmpty(),
        "TckTarget.existing finds nothing of a run that is open: then it finds no leak either");
    complete(lab.value(opened.module().closeAsync()));
    assertNothingLeft(lab, run);
  }

  @Rule(
      id = "CLN-02",
      says = "Closing a run that was never called leaves nothing, either.",
      why = "Resources are made at deployment, not at the first call.")
  void closeUnused(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec);
    closed(lab, raw);
    assertNothingLeft(lab, raw.spec().run().runId());
  }

  @Rule(
      id = "CLN-03",
      says = "Closing with calls in flight leaves nothing.",
      why = "Programs end in the middle of things; what is created late must be deleted, too.")
  void closeInFlight(Lab lab) {
    Opened<InvocationFunctions> opened =
        lab.open(InvocationFunctions.class, o -> o.withConcurrency(2).withSpeculation(0));
    Call<String> running = opened.module().call(InvocationFunctions::block);
    Call<String> second = opened.module().call(InvocationFunctions::block);
    complete(lab.value(opened.module().closeAsync()));
    lab.failure(running, FaastException.Kind.CANCELLED);
    lab.failure(second, FaastException.Kind.CANCELLED);
    assertNothingLeft(lab, opened.recording().runId());
  }

  @Rule(
      id = "CLN-04",
      says = "A run whose workers crashed leaves nothing.",
      why =
          "After a crash the usual way of ending a worker is gone; what it held must go all"
              + " the same.",
      needs = Capability.CRASH_DETECTION,
      proof = Proof.PROCESSES)
  void closeAfterCrashes(Lab lab) {
    RawDeployment raw = lab.deploy(FaultFunctions.class, spec -> spec);
    raw.call("exitUntil", 2, 1).failure();
    raw.call("haltUntil", 2, 1).failure();
    closed(lab, raw);
    assertNothingLeft(lab, raw.spec().run().runId());
  }

  @Rule(
      id = "CLN-05",
      says = "A run whose functions timed out leaves nothing.",
      why = "A worker that is ended from outside cannot tidy up after itself.",
      needs = Capability.TIMEOUT,
      claims = Claim.PROCESSOR,
      proof = Proof.PROCESSES)
  void closeAfterTimeout(Lab lab) {
    RawDeployment raw =
        lab.deploy(FaultFunctions.class, spec -> spec.timeout(Duration.ofSeconds(1)));
    raw.call("spinUntil", 2).failure();
    closed(lab, raw);
    assertNothingLeft(lab, raw.spec().run().runId());
  }

  @Rule(
      id = "CLN-06",
      says = "A deployment that fails says why, and leaves nothing.",
      why = "A deployment that fails half-way leaves exactly what no close will ever delete.")
  void failedDeployment(Lab lab) {
    DeploymentSpec spec =
        lab.spec(InvocationFunctions.class).includeFiles(List.of("no/such/file.txt")).build();
    ProviderException failed =
        assertInstanceOf(
            ProviderException.class,
            lab.failure(lab.provider().deploy(spec)),
            "how a deployment fails that includes a missing file");
    assertTrue(
        String.valueOf(failed.getMessage()).contains("no/such/file.txt"),
        () -> "the message does not name the file: " + failed.getMessage());
    assertNothingLeft(lab, spec.run().runId());
  }

  @Rule(
      id = "CLN-07",
      says = "Closing one of two runs leaves the other working.",
      why =
          "Two runs of one account share its names; deleting by a careless pattern takes the"
              + " neighbour down.")
  void twoRuns(Lab lab) {
    Opened<InvocationFunctions> first = lab.open(InvocationFunctions.class, o -> o);
    Opened<InvocationFunctions> second = lab.open(InvocationFunctions.class, o -> o);
    assertEquals("1", lab.value(first.module().call(InvocationFunctions::echo, "1")));
    complete(lab.value(first.module().closeAsync()));
    assertEquals("2", lab.value(second.module().call(InvocationFunctions::echo, "2")));
    assertNothingLeft(lab, first.recording().runId());
    assertFalse(lab.existing(second.recording().runId()).isEmpty(), "the other run is gone");
  }

  @Rule(
      id = "CLN-08",
      says = "close tells how much it deleted.",
      why = "Who is told what was deleted can tell a clean end from one that found nothing.")
  void closeReports(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec);
    CleanupReport report = closed(lab, raw);
    assertTrue(report.deleted() > 0, "close says that it deleted nothing");
  }

  @Rule(
      id = "CLN-09",
      says = "Attempts that end while close runs settle once, and leave nothing.",
      why =
          "An answer that comes while everything is deleted must neither be doubled nor make"
              + " something anew.")
  void endsDuringClose(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec.concurrency(4));
    List<RawCall> calls = new java.util.ArrayList<>();
    for (int i = 0; i < Math.min(4, lab.limits().maxConcurrency()); i++) {
      calls.add(raw.call("echo", "x"));
    }
    closed(lab, raw);
    for (RawCall call : calls) {
      call.outcome();
      assertEquals(1, call.outcomes().size(), "outcomes of an attempt that raced with close");
    }
    assertNothingLeft(lab, raw.spec().run().runId());
  }

  @Rule(
      id = "CLN-10",
      says = "A deployment of which any step is refused fails with the reason, and leaves nothing.",
      why = "Quotas and permissions end deployments at any step, not only at the first.",
      level = io.faast.tck.Level.SHOULD)
  void refusedSteps(Lab lab) {
    new BrokenSteps(lab, StepFailure.REFUSED).tryAll();
  }

  @Rule(
      id = "CLN-11",
      says = "A deployment that misses the answer to any step leaves nothing that it has made.",
      why = "What was made behind a lost answer nobody has a name for, and it is paid for ever.",
      level = io.faast.tck.Level.SHOULD)
  void lostAnswers(Lab lab) {
    new BrokenSteps(lab, StepFailure.ANSWER_LOST).tryAll();
  }
}
