package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.CostSnapshot;
import io.faast.Faast;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.ItemStream;
import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import io.faast.emulator.aws.core.Bill;
import io.faast.spi.InvocationMode;
import io.faast.tck.functions.StreamFunctions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions whose instances begin with a snapshot. */
class SnapStartTest {
  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "QUEUE"})
  void versionWithASnapshotIsCalledPaidForAndDeleted(InvocationMode mode) {
    FaastOptions options =
        FaastOptions.defaults()
            .withGc(GcMode.OFF)
            .withSpeculation(0)
            .withConcurrency(2)
            .withMode(mode);
    try (AwsEmulator emulator = AwsEmulator.start(EmulatorOptions.defaults())) {
      AwsOptions aws = EmulatedAccount.options(emulator).withSnapStart(true);
      Bill before = emulator.bill();
      FaastModule<StreamFunctions> m = Faast.faast(aws, StreamFunctions.class, options);
      try (m) {
        assertEquals("x", m.call(StreamFunctions::echo, "x").join());
        // Its worker signs requests to the queue with credentials that it has to ask for.
        try (ItemStream<Integer> items = m.stream(StreamFunctions::count, 300)) {
          assertEquals(IntStream.range(0, 300).boxed().toList(), items.stream().toList());
        }
        String group = emulator.account().logGroups().get(0).name();
        String log = emulator.account().log(group);
        assertTrue(log.contains("Restore Duration") && !log.contains("$LATEST"), log);
      }
      CostSnapshot cost = m.costSnapshot();
      Bill bill = emulator.bill().since(before);
      assertEquals(bill.gigabyteSeconds(), cost.find("memory-time").amount(), 1e-12);
      assertEquals(List.of(), emulator.account().functions());
      assertEquals(List.of(), emulator.account().queues());
      assertEquals(List.of(), emulator.account().instances());
    }
  }

  @Test
  void snapshotWithALargeTemporaryDirectoryIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> AwsOptions.defaults().withEphemeralStorageMb(1_024).withSnapStart(true));
    assertTrue(refused.getMessage().contains("512"), refused::getMessage);
  }
}
