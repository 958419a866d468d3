package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
    Bill before = emulator.bill();
    // A second instance would be started, and billed, for a message that the first one then takes.
    FaastModule<TroubleFunctions> m =
        Faast.faast(
            EmulatedProject.options(emulator).withMaxInstances(1),
            TroubleFunctions.class,
            OPTIONS.withMode(mode));
    for (int i = 0; i < 6; i++) {
      assertEquals("x", m.call(TroubleFunctions::fine, "x").join());
    }
    m.close();
    CostSnapshot cost = m.costSnapshot();
    Bill bill = emulator.bill().since(before);
    assertEquals(6, bill.runRequests());
    assertEquals(6, cost.find("requests").amount());
    // Google starts an instance to see whether it does; its first call here says what that took.
    double cpu = (bill.runMillicpuMillis() + bill.checkMillicpuMillis()) / 1e6;
    double memory = (bill.runMebibyteMillis() + bill.checkMebibyteMillis()) / 1024e3;
    assertEquals(cpu, cost.find("cpu-time").amount(), 7 * QUANTUM_SECONDS);
    assertEquals(memory, cost.find("memory-time").amount(), 7 * 2 * QUANTUM_SECONDS);
    assertEquals(bill.pubsubBytes() / 0x1p30, cost.find("queue-volume").amount(), 1e-15);
    assertEquals(bill.egressBytes() / 0x1p30, cost.find("data-out").amount(), 1e-15);
    assertEquals((double) bill.storageClassA(), cost.find("storage-writes").amount());
    assertEquals((double) bill.storageClassB(), cost.find("storage-reads").amount());
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
    Bill before = emulator.bill();
    FaastModule<TroubleFunctions> m =
        Faast.faast(EmulatedProject.options(emulator), TroubleFunctions.class, OPTIONS);
    try (ItemStream<String> items = m.stream(TroubleFunctions::letters, 5)) {
      assertEquals(5, items.stream().count());
    }
    m.close();
    Bill bill = emulator.bill().since(before);
    assertEquals(
        bill.pubsubBytes() / 0x1p30, m.costSnapshot().find("queue-volume").amount(), 1e-15);
  }
}
