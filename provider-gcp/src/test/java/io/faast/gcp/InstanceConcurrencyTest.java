package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.faast.Call;
import io.faast.Faast;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.ItemStream;
import io.faast.emulator.gcp.GcpEmulator;
import io.faast.emulator.gcp.GcpEmulatorOptions;
import io.faast.spi.InvocationMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several calls, and several streams, at once: in one instance, and beyond what is prepared. */
@Timeout(300)
class InstanceConcurrencyTest {
  private static final int AT_ONCE = 4;

  private static final FaastOptions OPTIONS =
      FaastOptions.defaults()
          .withGc(GcMode.OFF)
          .withSpeculation(0)
          .withConcurrency(AT_ONCE)
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

  private static FaastModule<TroubleFunctions> open(InvocationMode mode) {
    return Faast.faast(
        EmulatedProject.options(emulator).withInstanceConcurrency(AT_ONCE).withMaxInstances(1),
        TroubleFunctions.class,
        OPTIONS.withMode(mode));
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "QUEUE"})
  void oneInstanceServesSeveralCallsAtOnce(InvocationMode mode) {
    try (FaastModule<TroubleFunctions> m = open(mode)) {
      List<Call<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        calls.add(m.call(TroubleFunctions::meet, AT_ONCE));
      }
      for (Call<Integer> call : calls) {
        assertEquals(AT_ONCE, call.join());
      }
    }
  }

  /** Two of the ways that credit goes by are made beforehand; each further stream makes its own. */
  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "QUEUE"})
  void streamsBeyondThoseThatWerePreparedAreHeldBackToo(InvocationMode mode) {
    int items = 300;
    try (FaastModule<TroubleFunctions> m = open(mode)) {
      for (int round = 0; round < 2; round++) {
        List<ItemStream<Integer>> streams = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
          streams.add(m.stream(TroubleFunctions::numbers, items));
        }
        // Item by item of each in turn: all of them run until the end.
        for (int item = 0; item < items; item++) {
          for (ItemStream<Integer> stream : streams) {
            assertEquals(item, stream.next());
          }
        }
        streams.forEach(stream -> assertFalse(stream.hasNext()));
        long ways =
            emulator.view().topics().stream()
                .filter(topic -> topic.name().contains("-control-"))
                .count();
        assertEquals(AT_ONCE, ways, "later streams use them again");
      }
    }
    assertEquals(0, emulator.view().topics().size());
    assertEquals(0, emulator.view().subscriptions().size());
  }
}
