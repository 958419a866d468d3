package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.GcMode;
import io.faast.GcReport;
import io.faast.engine.Engine;
import io.faast.engine.EngineOptions;
import io.faast.engine.GcPolicy;
import io.faast.spi.Capability;
import io.faast.spi.Resource;
import io.faast.spi.RunTag;
import io.faast.spi.UnsupportedCapabilityException;
import io.faast.tck.Lab;
import io.faast.tck.Rule;
import io.faast.tck.TckTarget.Planted;
import io.faast.tck.functions.InvocationFunctions;
import io.faast.tck.probe.RawDeployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.opentest4j.TestAbortedException;

/**
 * What is collected of crashed runs, and what is not. Each rule has owners of its own.
 *
 * @since 0.1.0
 */
public class GarbageCollectionRules {
  private static final Duration RETENTION = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofDays(10);

  private static RunTag runOf(Lab lab, String owner) {
    return new RunTag(lab.newRun().runId(), owner, Instant.now());
  }

  private static String newOwner(Lab lab) {
    return "owner-" + lab.newRun().runId();
  }

  /** Opens a run of {@code owner} whose clock is {@code later}, which collects garbage at once. */
  private static CompletableFuture<Engine> collector(Lab lab, String owner, Duration later) {
    EngineOptions options =
        EngineOptions.defaults()
            .withClock(() -> Instant.now().plus(later))
            .withGc(new GcPolicy(GcMode.FORCE, RETENTION, GcPolicy.defaults().cache()));
    return Engine.start(
        lab.provider(),
        lab.spec(InvocationFunctions.class, runOf(lab, owner)).concurrency(1).build(),
        options);
  }

  private static GcReport report(Lab lab, CompletableFuture<Engine> started) {
    Engine engine = lab.value(started);
    GcReport report = lab.value(engine.gcReport());
    lab.value(engine.close());
    assertTrue(report.ran(), "garbage was not collected, although forced");
    return report;
  }

  private static RunTag left(Lab lab, String owner) {
    RunTag run = runOf(lab, owner);
    lab.leaveBehind(run);
    assertFalse(
        lab.existing(run.runId()).isEmpty(), "the target's leaveBehind left nothing of the run");
    return run;
  }

  @Rule(
      id = "GCO-01",
      says = "What a crashed client left behind is collected when it is old enough.",
      why = "Clients crash; somebody must delete what they leave.",
      capability = Capability.GARBAGE_COLLECTION)
  void crashedIsCollected(Lab lab) {
    String owner = newOwner(lab);
    RunTag run = left(lab, owner);
    GcReport report = report(lab, collector(lab, owner, LONG));
    assertEquals(List.of(), report.failures(), "failures");
    assertTrue(report.deleted() > 0, "nothing was deleted");
    assertEquals(List.of(), lab.existing(run.runId()), "what exists of the crashed run");
  }

  @Rule(
      id = "GCO-02",
      says = "What is younger than the retention is left alone.",
      why = "What is young may be a run that has only just begun to say that it is alive.",
      capability = Capability.GARBAGE_COLLECTION)
  void youngIsLeft(Lab lab) {
    String owner = newOwner(lab);
    RunTag run = left(lab, owner);
    List<String> before = lab.existing(run.runId());
    report(lab, collector(lab, owner, Duration.ZERO));
    InventoryRules.assertStillThere(lab, run.runId(), before, "a young crashed run was collected");
    report(lab, collector(lab, owner, LONG));
  }

  @Rule(
      id = "GCO-03",
      says = "What belongs to another owner is left alone, however old.",
      why = "Colleagues share accounts.",
      capability = Capability.GARBAGE_COLLECTION)
  void strangersAreLeft(Lab lab) {
    String stranger = newOwner(lab);
    RunTag run = left(lab, stranger);
    List<String> before = lab.existing(run.runId());
    report(lab, collector(lab, newOwner(lab), LONG));
    InventoryRules.assertStillThere(lab, run.runId(), before, "another owner's run was collected");
    report(lab, collector(lab, stranger, LONG));
  }

  @Rule(
      id = "GCO-04",
      says = "A run that is alive is left alone, and goes on working.",
      why = "Deleting under a running batch loses work and money.",
      capability = Capability.GARBAGE_COLLECTION)
  void livingIsLeft(Lab lab) {
    String owner = newOwner(lab);
    RunTag run = runOf(lab, owner);
    RawDeployment alive = lab.deploy(lab.spec(InvocationFunctions.class, run).build());
    boolean known =
        InventoryRules.listed(lab, run.runId()).stream()
            .allMatch(resource -> resource.liveness() == Resource.Liveness.LIVE);
    List<String> before = lab.existing(run.runId());
    // Where nobody can tell, age decides, and a day is the least.
    report(lab, collector(lab, owner, known ? LONG : Duration.ofHours(12)));
    InventoryRules.assertStillThere(lab, run.runId(), before, "a run that is alive was collected");
    assertEquals("alive", alive.call("echo", "alive").value());
  }

  @Rule(
      id = "GCO-05",
      says = "What carries no tag is left alone, whatever it is called.",
      why = "Names prove nothing: only a tag says whose something is.",
      level = io.faast.tck.Level.SHOULD,
      capability = Capability.GARBAGE_COLLECTION)
  void untaggedIsLeft(Lab lab) throws Exception {
    String owner = newOwner(lab);
    RunTag run = left(lab, owner);
    // Only now: among what the provider has made, where there may have been nothing before.
    Optional<Planted> planted = lab.target().plantUntagged();
    if (planted.isEmpty()) {
      report(lab, collector(lab, owner, LONG));
      throw new TestAbortedException("the target plants nothing (TckTarget.plantUntagged)");
    }
    report(lab, collector(lab, owner, LONG));
    assertEquals(List.of(), lab.existing(run.runId()), "what exists of the crashed run");
    assertTrue(planted.get().exists(), () -> planted.get().name() + " was deleted");
  }

  @Rule(
      id = "GCO-06",
      says = "Two collections at once do not disturb each other.",
      why = "Every client may collect when it starts, and many start at once.",
      capability = Capability.GARBAGE_COLLECTION)
  void twoAtOnce(Lab lab) {
    String owner = newOwner(lab);
    RunTag run = left(lab, owner);
    CompletableFuture<Engine> first = collector(lab, owner, LONG);
    CompletableFuture<Engine> second = collector(lab, owner, LONG);
    assertEquals(List.of(), report(lab, first).failures(), "failures of the first");
    assertEquals(List.of(), report(lab, second).failures(), "failures of the second");
    assertEquals(List.of(), lab.existing(run.runId()), "what exists of the crashed run");
  }

  @Rule(
      id = "GCO-07",
      says = "A crashed client's run is listed with its tag, and never as alive.",
      why = "What is taken for alive is never collected.",
      capability = Capability.GARBAGE_COLLECTION)
  void crashedIsListed(Lab lab) {
    String owner = newOwner(lab);
    RunTag run = left(lab, owner);
    List<Resource> resources = InventoryRules.listed(lab, run.runId());
    assertFalse(resources.isEmpty(), "the inventory lists nothing of a crashed run");
    for (Resource resource : resources) {
      assertEquals(owner, resource.run().owner(), "the owner of " + resource.id());
      assertNotEquals(
          Resource.Liveness.LIVE, resource.liveness(), "the liveness of " + resource.id());
    }
    report(lab, collector(lab, owner, LONG));
  }

  @Rule(
      id = "GCO-R1",
      says = "delete is refused with an error that names GARBAGE_COLLECTION.",
      why = "A deletion that silently does nothing leaves the bill running.",
      capability = Capability.GARBAGE_COLLECTION,
      whenRefused = true)
  void deleteIsRefusedLoudly(Lab lab) {
    Resource resource = new Resource("anything", "nothing", lab.newRun(), Resource.Liveness.DEAD);
    Throwable thrown = lab.failure(lab.provider().delete(resource, lab.options()));
    UnsupportedCapabilityException refused =
        assertInstanceOf(UnsupportedCapabilityException.class, thrown, "how delete failed");
    assertEquals(Capability.GARBAGE_COLLECTION, refused.capability());
  }
}
