package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.spi.Capability;
import io.faast.spi.InventoryQuery;
import io.faast.spi.Resource;
import io.faast.spi.RunTag;
import io.faast.spi.UnsupportedCapabilityException;
import io.faast.tck.Lab;
import io.faast.tck.Rule;
import io.faast.tck.functions.InvocationFunctions;
import io.faast.tck.probe.RawDeployment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Which resources a provider lists, and which it agrees to delete.
 *
 * @since 0.1.0
 */
public class InventoryRules {
  static List<Resource> listed(Lab lab, String runId) {
    return lab.value(lab.provider().inventory(new InventoryQuery(runId, lab.options())));
  }

  /** More may have come meanwhile, such as a worker that is started ahead; less may not. */
  static void assertStillThere(Lab lab, String runId, List<String> before, String what) {
    List<String> now = lab.existing(runId);
    assertTrue(now.containsAll(before), () -> what + ": there was " + before + ", there is " + now);
  }

  @Rule(
      id = "INY-01",
      says = "The inventory lists a run's resources, with the tag that it was deployed with.",
      why = "Without the right tag, garbage collection deletes too much or too little.",
      capability = Capability.INVENTORY)
  void tags(Lab lab) {
    RunTag run = new RunTag(lab.newRun().runId(), "tck owner", Instant.now());
    RawDeployment raw = lab.deploy(lab.spec(InvocationFunctions.class, run).build());
    List<Resource> resources = listed(lab, run.runId());
    assertFalse(resources.isEmpty(), "the inventory lists nothing of a run that is open");
    for (Resource resource : resources) {
      assertEquals(run.runId(), resource.run().runId(), "the run of " + resource.id());
      assertEquals(run.owner(), resource.run().owner(), "the owner of " + resource.id());
      assertEquals(
          run.created().truncatedTo(ChronoUnit.SECONDS),
          resource.run().created().truncatedTo(ChronoUnit.SECONDS),
          "when the run of " + resource.id() + " was created");
    }
    lab.value(raw.deployment().close());
    assertEquals(List.of(), listed(lab, run.runId()), "the inventory of a run that was closed");
  }

  @Rule(
      id = "INY-02",
      says = "Every listed resource has a type and an id of its own.",
      why = "Two resources with one id cannot both be deleted.",
      capability = Capability.INVENTORY)
  void identity(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec);
    String run = raw.spec().run().runId();
    List<Resource> resources = listed(lab, run);
    for (Resource resource : resources) {
      assertNotEquals("", resource.type(), "the type of " + resource);
      assertNotEquals("", resource.id(), "the id of " + resource);
    }
    assertEquals(
        resources.size(),
        resources.stream().map(r -> r.type() + " " + r.id()).distinct().count(),
        () -> "a resource is listed twice: " + resources);
  }

  @Rule(
      id = "INY-03",
      says = "An inventory of all runs lists each; one of a run lists no other.",
      why = "Asking for one run and getting another's resources ends in deleting them.",
      capability = Capability.INVENTORY)
  void queries(Lab lab) {
    RawDeployment first = lab.deploy(InvocationFunctions.class, spec -> spec);
    RawDeployment second = lab.deploy(InvocationFunctions.class, spec -> spec);
    String one = first.spec().run().runId();
    String other = second.spec().run().runId();
    assertTrue(listed(lab, one).stream().allMatch(r -> r.run().runId().equals(one)), "of one run");
    List<String> all =
        lab.value(lab.provider().inventory(new InventoryQuery(null, lab.options()))).stream()
            .map(resource -> resource.run().runId())
            .toList();
    assertTrue(all.contains(one) && all.contains(other), () -> "of all runs: " + all);
  }

  @Rule(
      id = "INY-04",
      says = "A run that is open is never listed as dead.",
      why = "A living run that is listed as dead is deleted while it works.",
      capability = Capability.INVENTORY)
  void liveness(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec);
    for (Resource resource : listed(lab, raw.spec().run().runId())) {
      assertNotEquals(Resource.Liveness.DEAD, resource.liveness(), resource::id);
    }
  }

  @Rule(
      id = "INY-05",
      says = "A live run's resource is not deleted, even when asked.",
      why = "Between listing and deleting, things change; the last look must be the provider's.",
      capability = Capability.GARBAGE_COLLECTION)
  void liveIsNotDeleted(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec);
    String run = raw.spec().run().runId();
    List<Resource> live =
        listed(lab, run).stream()
            .filter(resource -> resource.liveness() == Resource.Liveness.LIVE)
            .toList();
    List<String> before = lab.existing(run);
    for (Resource resource : live) {
      lab.failure(lab.provider().delete(resource, lab.options()));
    }
    if (!live.isEmpty()) {
      assertStillThere(lab, run, before, "a live run's resource was deleted");
    }
    assertEquals("works", raw.call("echo", "works").value(), "a call of the live run");
  }

  @Rule(
      id = "INY-06",
      says = "Deleting a resource that is gone already is no error.",
      why = "Two collectors may go for the same thing, and both are right.",
      capability = Capability.GARBAGE_COLLECTION)
  void deletingTwice(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec);
    List<Resource> resources = listed(lab, raw.spec().run().runId());
    lab.value(raw.deployment().close());
    for (Resource resource : resources) {
      lab.value(lab.provider().delete(resource, lab.options()));
    }
  }

  @Rule(
      id = "INY-R1",
      says = "inventory is refused with an error that names INVENTORY.",
      why = "An empty list would mean that nothing is there.",
      capability = Capability.INVENTORY,
      whenRefused = true)
  void inventoryIsRefusedLoudly(Lab lab) {
    Throwable thrown =
        lab.failure(lab.provider().inventory(new InventoryQuery(null, lab.options())));
    UnsupportedCapabilityException refused =
        assertInstanceOf(UnsupportedCapabilityException.class, thrown, "how inventory failed");
    assertEquals(Capability.INVENTORY, refused.capability());
  }
}
