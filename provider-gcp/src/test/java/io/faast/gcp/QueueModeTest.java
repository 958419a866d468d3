package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Faast;
import io.faast.FaastException;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.ItemStream;
import io.faast.emulator.core.Fault;
import io.faast.emulator.gcp.GcpEmulator;
import io.faast.emulator.gcp.GcpEmulatorOptions;
import io.faast.spi.InvocationMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Pub/Sub delivers is executed at most once, and answered once, whatever happens to it. */
class QueueModeTest {
  private static final FaastOptions OPTIONS =
      FaastOptions.defaults()
          .withGc(GcMode.OFF)
          .withSpeculation(0)
          .withConcurrency(4)
          .withMemoryMb(512)
          .withMaxRetries(0)
          .withMode(InvocationMode.QUEUE);

  private static GcpEmulator emulator;

  @BeforeAll
  static void start() {
    emulator = GcpEmulator.start(GcpEmulatorOptions.defaults());
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @AfterEach
  void clear() {
    emulator.faults().clear();
  }

  private static FaastModule<TroubleFunctions> open(FaastOptions options) {
    return Faast.faast(EmulatedProject.options(emulator), TroubleFunctions.class, options);
  }

  private static FaastException failure(io.faast.Call<?> call) {
    CompletionException thrown = assertThrows(CompletionException.class, call::join);
    return (FaastException) thrown.getCause();
  }

  private static long pushes() {
    return emulator.calls().stream().filter(call -> call.is("pubsub", "Push")).count();
  }

  @Test
  void pushWhoseAnswerIsLostIsDeliveredAgainAndNotExecutedAgain() {
    long before = pushes();
    emulator
        .faults()
        .inject(
            call -> call.is("pubsub", "Push") && call.nth() == before + 1,
            new Fault.DropConnection(true));
    try (FaastModule<TroubleFunctions> m = open(OPTIONS)) {
      assertEquals("x", m.call(TroubleFunctions::fine, "x").join());
      assertEquals("y", m.call(TroubleFunctions::fine, "y").join());
      assertEquals(2, m.costSnapshot().attempts());
    }
  }

  @Test
  void pushThatIsRefusedByTheFrontEndIsThrottledAndNotCrashed() {
    long before = pushes();
    emulator
        .faults()
        .inject(
            call -> call.is("pubsub", "Push") && call.nth() == before + 1, new Fault.Throttle());
    try (FaastModule<TroubleFunctions> m = open(OPTIONS)) {
      assertEquals(
          FaastException.Kind.THROTTLED, failure(m.call(TroubleFunctions::fine, "x")).kind());
      assertEquals("y", m.call(TroubleFunctions::fine, "y").join());
    }
  }

  @Test
  void throttledMessageIsTriedAgainByTheEngine() {
    long before = pushes();
    emulator
        .faults()
        .inject(
            call -> call.is("pubsub", "Push") && call.nth() == before + 1, new Fault.Throttle());
    try (FaastModule<TroubleFunctions> m = open(OPTIONS.withMaxRetries(2))) {
      assertEquals("x", m.call(TroubleFunctions::fine, "x").join());
      assertEquals(2, m.costSnapshot().attempts());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "QUEUE"})
  void instanceThatEndsInACallIsACrash(InvocationMode mode) {
    try (FaastModule<TroubleFunctions> m = open(OPTIONS.withMode(mode))) {
      assertEquals(FaastException.Kind.CRASHED, failure(m.call(TroubleFunctions::exit, 1)).kind());
      assertEquals("x", m.call(TroubleFunctions::fine, "x").join());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "QUEUE"})
  void processThatIsKilledForItsMemoryIsOutOfMemory(InvocationMode mode) {
    try (FaastModule<TroubleFunctions> m = open(OPTIONS.withMode(mode))) {
      assertEquals(
          FaastException.Kind.OUT_OF_MEMORY,
          failure(m.call(TroubleFunctions::fillMemory, 1_024)).kind());
      assertEquals("x", m.call(TroubleFunctions::fine, "x").join());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "QUEUE"})
  void itemsThatWereSentComeBeforeTheCrash(InvocationMode mode) {
    try (FaastModule<TroubleFunctions> m = open(OPTIONS.withMode(mode))) {
      List<String> came = new ArrayList<>();
      FaastException failed =
          assertThrows(
              FaastException.class,
              () -> {
                try (ItemStream<String> items = m.stream(TroubleFunctions::largeThenHalt, 6)) {
                  items.stream().forEach(item -> came.add(item.substring(0, 1)));
                }
              });
      assertEquals(FaastException.Kind.CRASHED, failed.kind());
      // The last of them may be on their way when the process ends.
      assertTrue(came.size() >= 2, () -> "only " + came + " came");
      assertEquals(List.of("a", "b", "c", "d", "e", "f").subList(0, came.size()), came);
    }
  }
}
