package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Call;
import io.faast.Faast;
import io.faast.FaastException;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.emulator.core.Fault;
import io.faast.emulator.gcp.GcpEmulator;
import io.faast.emulator.gcp.GcpEmulatorOptions;
import io.faast.emulator.gcp.Project;
import io.faast.emulator.gcp.core.ApiCall;
import io.faast.spi.InvocationMode;
import io.faast.tck.functions.ValueFunctions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests and replies that a message does not carry. */
class LargePayloadTest {
  /** In queue mode already this is large, and it takes little time. */
  private static final FaastOptions OPTIONS =
      FaastOptions.defaults()
          .withGc(GcMode.OFF)
          .withSpeculation(0)
          .withConcurrency(2)
          .withMaxRetries(0)
          .withBackoffBase(Duration.ofMillis(1))
          .withMode(InvocationMode.QUEUE);

  private static final int LARGE = 7_100_000;

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
  void nothingIsLeft() {
    emulator.faults().clear();
    assertEquals(List.of(), emulator.view().functions());
    assertEquals(List.of(), emulator.view().topics());
    assertEquals(
        List.of(),
        emulator.view().buckets().stream()
            .map(Project.Bucket::name)
            .filter(name -> name.startsWith(Names.PREFIX))
            .toList());
  }

  private static FaastModule<ValueFunctions> open() {
    return Faast.faast(EmulatedProject.options(emulator), ValueFunctions.class, OPTIONS);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** Holds for the first call of storage for a payload, by the function or by the client. */
  private static Predicate<ApiCall> once(String operation, boolean byFunction) {
    AtomicBoolean done = new AtomicBoolean();
    return call ->
        call.is("storage", operation)
            && call.caller().startsWith("serviceAccount:") == byFunction
            && call.touches("/objects/")
            && done.compareAndSet(false, true);
  }

  @Test
  void troubleOfStorageIsOvercomeWithoutAnotherExecution() {
    byte[] sent = random(LARGE);
    try (FaastModule<ValueFunctions> m = open()) {
      for (Fault fault :
          new Fault[] {
            new Fault.Throttle(), new Fault.ServerError(503), new Fault.ExpireCredentials()
          }) {
        emulator.faults().inject(once("InsertObject", true), fault);
        emulator.faults().inject(once("GetObject", true), fault);
        if (!(fault instanceof Fault.ExpireCredentials)) {
          emulator.faults().inject(once("InsertObject", false), fault);
          emulator.faults().inject(once("GetObject", false), fault);
        }
        assertArrayEquals(sent, m.call(ValueFunctions::bytes, sent).join(), fault::toString);
        emulator.faults().clear();
      }
      assertEquals(3, m.costSnapshot().attempts());
    }
  }

  @Test
  void replyThatCannotBeFetchedIsAFailureThatSaysSo() {
    try (FaastModule<ValueFunctions> m = open()) {
      emulator
          .faults()
          .inject(
              call -> call.is("storage", "GetObject") && call.caller().startsWith("user:"),
              new Fault.ServerError(500));
      Call<byte[]> call = m.call(ValueFunctions::produce, LARGE);
      FaastException failed =
          (FaastException) assertThrows(CompletionException.class, call::join).getCause();
      assertEquals(FaastException.Kind.INFRASTRUCTURE, failed.kind(), failed::getMessage);
      assertTrue(failed.getMessage().contains("could not be fetched"), failed::getMessage);
    }
  }

  @Test
  void closingWhileLargeCallsRunLeavesNothing() throws Exception {
    FaastModule<ValueFunctions> m = open();
    List<Call<byte[]>> running =
        List.of(
            m.call(ValueFunctions::bytes, random(LARGE)),
            m.call(ValueFunctions::bytes, random(LARGE)));
    m.closeAsync().toCompletableFuture().get(2, TimeUnit.MINUTES);
    for (Call<byte[]> call : running) {
      assertTrue(call.isDone(), "settled by close");
    }
  }
}
