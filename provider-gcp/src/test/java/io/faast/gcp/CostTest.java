package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.CostSnapshot;
import io.faast.Faast;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.ItemStream;
import io.faast.emulator.gcp.GcpEmulator;
import io.faast.emulator.gcp.GcpEmulatorOptions;
import io.faast.emulator.gcp.core.Bill;
import io.faast.spi.InvocationMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cost of a run is what the emulated project bills: counted exactly, timed to a quantum. */
class CostTest {
  private static final double QUANTUM_SECONDS = 0.1;
  private static final int CALLS = 6;
  private static final int WORK_MILLIS = 250;

  private static final FaastOptions OPTIONS =
      FaastOptions.defaults()
          .withGc(GcMode.OFF)
          .withSpeculation(0)
          .withConcurrency(2)
          .withMemoryMb(2_048)
          .withMaxRetries(0);

  private static GcpEmulator emulator;

  @BeforeAll
  static void start() {
    emulator = GcpEmulator.start(GcpEmulatorOptions.defaults());
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "QUEUE"})
  void costIsTheBill(InvocationMode mode) {
    EmulatedProject.awaitQuiet(emulator);
    Bill before = emulator.bill();
    // A second instance would be started, and billed, for a message that the first one then takes.
    FaastModule<TroubleFunctions> m =
        Faast.faast(
            EmulatedProject.options(emulator).withMaxInstances(1),
            TroubleFunctions.class,
            OPTIONS.withMode(mode));
    for (int i = 0; i < CALLS; i++) {
      assertEquals(WORK_MILLIS, m.call(TroubleFunctions::work, WORK_MILLIS).join());
    }
    EmulatedProject.awaitQuiet(emulator);
    m.close();
    CostSnapshot cost = m.costSnapshot();
    Bill bill = emulator.bill().since(before);
    assertEquals(CALLS, bill.runRequests());
    assertEquals(CALLS, cost.find("requests").amount());
    // Google starts an instance to see whether it does; its first call here says what that took.
    // What the worker does not see, Google's front end sees; each call may be a step more.
    double cpu = (bill.runMillicpuMillis() + bill.checkMillicpuMillis()) / 1e6;
    double memory = (bill.runMebibyteMillis() + bill.checkMebibyteMillis()) / 1024e3;
    double roundings = (CALLS + 1) * QUANTUM_SECONDS;
    double least = CALLS * (WORK_MILLIS / 1e3) + QUANTUM_SECONDS;
    assertBetween(least, cost.find("cpu-time").amount(), cpu + roundings);
    assertBetween(2 * least, cost.find("memory-time").amount(), memory + 2 * roundings);
    assertEquals(bill.pubsubBytes() / 0x1p30, cost.find("queue-volume").amount(), 1e-15);
    assertEquals(bill.egressBytes() / 0x1p30, cost.find("data-out").amount(), 1e-15);
    assertEquals((double) bill.storageClassA(), cost.find("storage-writes").amount());
    assertEquals((double) bill.storageClassB(), cost.find("storage-reads").amount());
  }

  private static void assertBetween(double least, double amount, double most) {
    assertTrue(least <= amount && amount <= most, least + " <= " + amount + " <= " + most);
  }

  @Test
  void everyMeterHasAPriceOfTheCatalog() {
    try (FaastModule<TroubleFunctions> m =
        Faast.faast(EmulatedProject.options(emulator), TroubleFunctions.class, OPTIONS)) {
      assertEquals("x", m.call(TroubleFunctions::fine, "x").join());
      CostSnapshot cost = m.costSnapshot();
      assertFalse(cost.incomplete(), () -> "a price is unknown: " + cost);
    }
  }

  @Test
  void streamsPayForTheirMessages() {
    EmulatedProject.awaitQuiet(emulator);
    Bill before = emulator.bill();
    FaastModule<TroubleFunctions> m =
        Faast.faast(EmulatedProject.options(emulator), TroubleFunctions.class, OPTIONS);
    try (ItemStream<String> items = m.stream(TroubleFunctions::letters, 5)) {
      assertEquals(5, items.stream().count());
    }
    EmulatedProject.awaitQuiet(emulator);
    m.close();
    Bill bill = emulator.bill().since(before);
    assertEquals(
        bill.pubsubBytes() / 0x1p30, m.costSnapshot().find("queue-volume").amount(), 1e-15);
  }
}
