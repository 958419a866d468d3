package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Call;
import io.faast.CallTimings;
import io.faast.FaastModule;
import io.faast.GcMode;
import io.faast.GcReport;
import io.faast.engine.Engine;
import io.faast.engine.EngineOptions;
import io.faast.engine.GcPolicy;
import io.faast.spi.Capability;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.ProviderException;
import io.faast.spi.Resource;
import io.faast.spi.Resource.Liveness;
import io.faast.spi.RunTag;
import io.faast.tck.Lab;
import io.faast.tck.Level;
import io.faast.tck.Proof;
import io.faast.tck.Rule;
import io.faast.tck.functions.InvocationFunctions;
import io.faast.tck.probe.FaultyProvider;
import io.faast.tck.probe.RawDeployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What must not depend on clocks that agree. A client whose clock is ahead may collect early what a
 * dead client has left, and one whose clock is behind late; but who lives is not a matter of time.
 *
 * @since 0.1.0
 */
public class ClockRules {
  private static final Duration DAYS = Duration.ofDays(10);
  private static final Duration HOURS = Duration.ofHours(5);

  private static RunTag run(Lab lab, Duration ahead) {
    String id = lab.newRun().runId();
    return new RunTag(id, "owner-" + id, Instant.now().plus(ahead));
  }

  private static List<Resource> listed(Lab lab, FaastProvider provider, RunTag run) {
    return lab.value(provider.inventory(new InventoryQuery(run.runId(), lab.options())));
  }

  /** Collects garbage of {@code owner} in a client that looks through {@code provider}. */
  private static GcReport collect(Lab lab, FaastProvider provider, String owner, Duration ahead) {
    RunTag run = new RunTag(lab.newRun().runId(), owner, Instant.now().plus(ahead));
    EngineOptions options =
        EngineOptions.defaults()
            .withClock(() -> Instant.now().plus(ahead))
            .withGc(new GcPolicy(GcMode.FORCE, Duration.ofHours(1), GcPolicy.defaults().cache()));
    DeploymentSpec spec = lab.spec(InvocationFunctions.class, run).concurrency(1).build();
    Engine engine = lab.value(Engine.start(provider, spec, options));
    GcReport report = lab.value(engine.gcReport());
    lab.value(engine.close());
    assertTrue(report.ran(), "garbage was not collected, although forced");
    return report;
  }

  /** Whether the provider can tell at all who lives; where it cannot, age must decide. */
  private static boolean tellsWhoLives(Lab lab, RunTag run) {
    List<Resource> resources = listed(lab, lab.provider(), run);
    assertFalse(resources.isEmpty(), "the inventory lists nothing of a run that is open");
    return resources.stream().allMatch(each -> each.liveness() == Liveness.LIVE);
  }

  private static void assertLeftAlone(
      Lab lab, FaastProvider there, RunTag run, Duration ahead, String client) {
    for (Resource each : listed(lab, there, run)) {
      assertEquals(
          Liveness.LIVE, each.liveness(), () -> "the liveness of " + each.id() + ", to " + client);
      assertInstanceOf(
          ProviderException.class,
          lab.failure(there.delete(each, lab.options())),
          () -> "how " + client + " failed to delete " + each.id() + " of a live run");
    }
    List<String> before = lab.existing(run.runId());
    collect(lab, there, run.owner(), ahead);
    InventoryRules.assertStillThere(
        lab, run.runId(), before, "a run that is alive was collected by " + client);
  }

  @Rule(
      id = "CLK-01",
      says = "A live run is live to a client whose clock is days ahead, which leaves it alone.",
      why = "One machine with a wrong clock must not take down everybody's work.",
      level = Level.SHOULD,
      capability = Capability.GARBAGE_COLLECTION)
  void collectorIsAhead(Lab lab) {
    FaastProvider ahead = lab.providerAhead(DAYS);
    RunTag run = run(lab, Duration.ZERO);
    RawDeployment alive = lab.deploy(lab.spec(InvocationFunctions.class, run).build());
    if (tellsWhoLives(lab, run)) {
      assertLeftAlone(lab, ahead, run, DAYS, "a client whose clock is ahead");
    }
    assertEquals("alive", alive.call("echo", "alive").value());
  }

  @Rule(
      id = "CLK-02",
      says = "A live run of a client whose clock is days behind is left alone by the others.",
      why = "To others such a run looks old from its first moment.",
      level = Level.SHOULD,
      capability = Capability.GARBAGE_COLLECTION)
  void ownerIsBehind(Lab lab) {
    FaastProvider behind = lab.providerAhead(DAYS.negated());
    RunTag run = run(lab, DAYS.negated());
    DeploymentSpec spec = lab.spec(InvocationFunctions.class, run).build();
    RawDeployment alive = lab.deploy(behind, spec);
    RawDeployment other = lab.deploy(InvocationFunctions.class, s -> s.concurrency(1));
    if (tellsWhoLives(lab, other.spec().run())) {
      assertLeftAlone(
          lab, lab.provider(), run, Duration.ZERO, "others while its own clock is behind");
    }
    assertEquals("alive", alive.call("echo", "alive").value());
  }

  @Rule(
      id = "CLK-03",
      says = "A crashed client's run is not live to one whose clock is days behind, and collected.",
      why = "A lease that ends in a far future keeps what nobody pays attention to any more.",
      level = Level.SHOULD,
      capability = Capability.GARBAGE_COLLECTION)
  void collectorIsBehind(Lab lab) {
    FaastProvider behind = lab.providerAhead(DAYS.negated());
    RunTag run = run(lab, Duration.ZERO);
    lab.leaveBehind(run);
    List<Resource> left = listed(lab, behind, run);
    assertFalse(left.isEmpty(), "a client whose clock is behind finds nothing of a crashed run");
    for (Resource each : left) {
      assertNotEquals(
          Liveness.LIVE,
          each.liveness(),
          () -> "the liveness of " + each.id() + ", to a client whose clock is behind");
    }
    // When its clock has come to where the run is old.
    GcReport report = collect(lab, behind, run.owner(), DAYS);
    assertEquals(List.of(), report.failures(), "failures");
    assertEquals(List.of(), lab.existing(run.runId()), "what exists of the crashed run");
  }

  @Rule(
      id = "CLK-04",
      says =
          "A worker whose clock is hours off answers in time, and no time of a call is negative.",
      why = "Nobody sets the clocks of a cloud's machines, or of one's own by hand.",
      proof = Proof.ENGINE)
  void workerIsOff(Lab lab) {
    for (Duration ahead : List.of(HOURS, HOURS.negated())) {
      FaastModule<InvocationFunctions> m =
          lab.open(
                  new FaultyProvider(lab.provider(), WorkerClock.ahead(ahead)),
                  InvocationFunctions.class,
                  o -> o.withSpeculation(0))
              .module();
      for (int i = 0; i < 3; i++) {
        Call<String> call = m.call(InvocationFunctions::echo, "x");
        assertEquals("x", lab.value(call));
        assertEquals(1, call.attempts(), "attempts");
        assertSound(call.timings(), ahead);
      }
    }
  }

  private static void assertSound(CallTimings timings, Duration ahead) {
    List<Duration> parts =
        List.of(timings.queueing(), timings.start(), timings.execution(), timings.returning());
    for (Duration part : parts) {
      assertTrue(
          !part.isNegative() && part.compareTo(HOURS.dividedBy(2)) < 0,
          () -> "with a worker whose clock is off by " + ahead + " a call took " + timings);
    }
  }
}
