package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.CostSnapshot;
import io.faast.Faast;
import io.faast.FaastException;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.ItemStream;
import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import io.faast.emulator.aws.core.Bill;
import io.faast.emulator.core.Fault;
import io.faast.spi.InvocationMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the queue brings is as exact as what a direct answer brings. */
class QueueModeTest {
  private static final FaastOptions OPTIONS =
      FaastOptions.defaults()
          .withGc(GcMode.OFF)
          .withSpeculation(0)
          .withConcurrency(4)
          .withMemoryMb(512)
          .withMaxRetries(0)
          .withMode(InvocationMode.QUEUE);

  private static AwsEmulator emulator;

  @BeforeAll
  static void start() {
    emulator = AwsEmulator.start(EmulatorOptions.defaults());
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
    return Faast.faast(EmulatedAccount.options(emulator), TroubleFunctions.class, options);
  }

  private static FaastException.Kind failure(io.faast.Call<?> call) {
    CompletionException thrown = assertThrows(CompletionException.class, call::join);
    return ((FaastException) thrown.getCause()).kind();
  }

  @Test
  void costIsWhatAwsBillsOnceTheRunIsClosed() {
    Bill before = EmulatedAccount.settledBill(emulator);
    FaastModule<TroubleFunctions> m = open(OPTIONS);
    for (int i = 0; i < 6; i++) {
      assertEquals("x", m.call(TroubleFunctions::fine, "x").join());
    }
    assertEquals(FaastException.Kind.CRASHED, failure(m.call(TroubleFunctions::exit, 1)));
    assertEquals("y", m.call(TroubleFunctions::fine, "y").join());
    CostSnapshot during = m.costSnapshot();
    m.close();
    CostSnapshot cost = m.costSnapshot();
    Bill bill = emulator.bill().since(before);
    assertEquals(8, bill.lambdaRequests());
    assertEquals(8, cost.find("requests").amount());
    assertEquals(bill.gigabyteSeconds(), cost.find("memory-time").amount(), 1e-12);
    assertTrue(
        during.find("memory-time").amount() <= cost.find("memory-time").amount(),
        "what workers measure is part of what is billed");
    assertEquals(bill.dataOutBytes() / 0x1p30, cost.find("data-out").amount(), 1e-18);
  }

  @Test
  void eventThatIsRunTwiceIsAnsweredOnce() {
    Bill before = EmulatedAccount.settledBill(emulator);
    emulator.faults().inject(call -> call.is("lambda", "Invoke"), new Fault.Duplicate());
    FaastModule<TroubleFunctions> m = open(OPTIONS.withConcurrency(1));
    for (int i = 0; i < 3; i++) {
      assertEquals("x" + i, m.call(TroubleFunctions::fine, "x" + i).join());
    }
    m.close();
    assertEquals(3, m.costSnapshot().attempts());
    Bill bill = emulator.bill().since(before);
    double paid = m.costSnapshot().find("requests").amount();
    assertTrue(
        3 <= paid && paid <= bill.lambdaRequests(),
        () -> paid + " paid for of " + bill.lambdaRequests());
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "QUEUE"})
  void processThatIsKilledForItsMemoryIsOutOfMemory(InvocationMode mode) {
    try (FaastModule<TroubleFunctions> m = open(OPTIONS.withMode(mode))) {
      assertEquals(
          FaastException.Kind.OUT_OF_MEMORY, failure(m.call(TroubleFunctions::fillMemory, 1_024)));
      assertEquals(FaastException.Kind.CRASHED, failure(m.call(TroubleFunctions::exit, 1)));
      assertEquals("x", m.call(TroubleFunctions::fine, "x").join());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "QUEUE"})
  void itemsThatWereSentComeBeforeTheCrash(InvocationMode mode) {
    try (FaastModule<TroubleFunctions> m = open(OPTIONS.withMode(mode))) {
      // The crash is known while all of the items still wait in the queue.
      emulator
          .faults()
          .inject(
              call -> call.is("sqs", "ReceiveMessage"), new Fault.Delay(Duration.ofMillis(800)));
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
      assertTrue(came.size() >= 3, () -> "only " + came + " came");
      assertEquals(List.of("a", "b", "c", "d", "e", "f").subList(0, came.size()), came);
    }
  }
}
