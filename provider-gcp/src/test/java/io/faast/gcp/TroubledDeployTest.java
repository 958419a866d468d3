package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Faast;
import io.faast.FaastException;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.emulator.core.Fault;
import io.faast.emulator.gcp.GcpEmulator;
import io.faast.emulator.gcp.GcpEmulatorOptions;
import io.faast.emulator.gcp.Project;
import io.faast.emulator.gcp.core.BuildFailure;
import io.faast.spi.InventoryQuery;
import io.faast.spi.Resource;
import io.faast.spi.RunTag;
import io.faast.tck.functions.StreamFunctions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong while a run is made: it is told, or overcome, and leaves nothing. */
@Timeout(300)
class TroubledDeployTest {
  private static final FaastOptions OPTIONS =
      FaastOptions.defaults().withGc(GcMode.OFF).withSpeculation(0).withConcurrency(2);

  private SimulatedWorker project;
  private GcpEmulator emulator;

  @BeforeEach
  void start() {
    // An account is known after some tries, and a grant, as in a new project.
    project =
        new SimulatedWorker(
            GcpEmulatorOptions.defaults().withControlPlane(2, 2, 3), StreamFunctions.class, 2);
    emulator = project.emulator;
  }

  @AfterEach
  void stop() {
    assertNothingIsLeft();
    project.close();
  }

  private void assertNothingIsLeft() {
    assertEquals(List.of(), emulator.view().functions());
    assertEquals(List.of(), emulator.view().services());
    assertEquals(List.of(), emulator.view().images());
    assertEquals(List.of(), emulator.view().topics());
    assertEquals(List.of(), emulator.view().subscriptions());
    // What was uploaded and not used Google deletes by itself, by a rule of its bucket.
    assertEquals(
        List.of(),
        emulator.view().objects().stream()
            .filter(each -> !each.bucket().startsWith("gcf-v2-uploads-"))
            .toList());
    assertEquals(
        List.of(),
        emulator.view().buckets().stream()
            .map(Project.Bucket::name)
            .filter(name -> name.startsWith(Names.PREFIX))
            .toList());
  }

  private FaastModule<StreamFunctions> open() {
    return Faast.faast(EmulatedProject.options(emulator), StreamFunctions.class, OPTIONS);
  }

  private void assertWorks() {
    try (FaastModule<StreamFunctions> m = open()) {
      assertEquals("x", m.call(StreamFunctions::echo, "x").join());
      assertEquals(1, m.costSnapshot().attempts());
    }
    assertEquals(List.of(), emulator.view().objects());
  }

  @Test
  void newAccountsAndGrantsAreWaitedFor() {
    assertWorks();
  }

  @Test
  void buildThatFailsIsToldWithTheLastLinesOfItsLog() {
    emulator
        .faults()
        .inject(
            call -> call.is("cloudfunctions", "CreateFunction"),
            new BuildFailure(List.of("Step #3: pulling", "Step #3: denied: no builder here")));
    FaastException failed = assertThrows(FaastException.class, this::open);
    assertTrue(failed.getMessage().contains("The build's log ends with:"), failed::getMessage);
    assertTrue(failed.getMessage().contains("denied: no builder here"), failed::getMessage);
  }

  @Test
  void quotaThatIsUsedUpIsTold() {
    emulator
        .faults()
        .inject(call -> call.is("cloudfunctions", "CreateFunction"), new Fault.Throttle());
    FaastException failed = assertThrows(FaastException.class, this::open);
    assertTrue(failed.getMessage().contains("Quota exceeded"), failed::getMessage);
    assertTrue(failed.getMessage().contains("RESOURCE_EXHAUSTED"), failed::getMessage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost before", "lost after", "503"})
  void uploadThatIsDroppedIsSentAgain(String how) {
    Fault fault =
        how.equals("503")
            ? new Fault.ServerError(503)
            : new Fault.DropConnection(how.equals("lost after"));
    AtomicInteger uploads = new AtomicInteger();
    emulator
        .faults()
        .inject(
            call -> call.is("cloudfunctions", "UploadSource") && uploads.incrementAndGet() <= 2,
            fault);
    assertWorks();
    assertEquals(3, uploads.get());
  }

  /**
   * Java's client of URLs sends a request again by itself if a connection that it had kept breaks:
   * then Google says that there is such a function, which is looked at and used. On a new
   * connection the run fails, and deletes what was made behind the lost answer, as is asserted
   * after each test.
   */
  @Test
  void functionWhoseCreationIsLostOnTheWayBackIsUsedOrDeleted() {
    emulator
        .faults()
        .inject(
            call -> call.is("cloudfunctions", "CreateFunction") && call.nth() == 1,
            new Fault.DropConnection(true));
    try {
      assertWorks();
    } catch (FaastException e) {
      assertTrue(e.getMessage().contains("cloudfunctions.functions.create"), e::getMessage);
    }
  }

  @Test
  void clientThatDiesHalfWayLeavesWhatIsFoundAndDeleted() throws Exception {
    RunTag run = new RunTag("half-way", "tester", Instant.now());
    emulator
        .faults()
        .inject(
            call -> call.is("cloudfunctions", "GetOperation"),
            new Fault.Delay(Duration.ofMinutes(30)));
    Process client = DoomedClient.start(emulator, run);
    try {
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
      while (!isHalfWay() && client.isAlive() && System.nanoTime() - end < 0) {
        LockSupport.parkNanos(1_000_000);
      }
      assertTrue(isHalfWay(), "it did not come half way");
    } finally {
      client.destroyForcibly().waitFor();
    }
    emulator.faults().clear();
    GcpProvider provider = new GcpProvider();
    GcpOptions options = EmulatedProject.options(emulator);
    List<Resource> left =
        provider
            .inventory(new InventoryQuery(null, options))
            .toCompletableFuture()
            .get(1, TimeUnit.MINUTES);
    assertTrue(left.size() >= 4, () -> "found: " + left);
    for (Resource resource : left) {
      assertEquals("half-way", resource.run().runId());
      Object unused =
          provider.delete(resource, options).toCompletableFuture().get(1, TimeUnit.MINUTES);
    }
  }

  /** It waits for the build, and has made everything else. */
  private boolean isHalfWay() {
    return !emulator.view().functions().isEmpty()
        && emulator.view().subscriptions().size() == 3
        && emulator.view().buckets().stream().anyMatch(each -> each.name().startsWith("faast-"));
  }
}
