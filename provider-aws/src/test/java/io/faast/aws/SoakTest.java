package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Call;
import io.faast.CostSnapshot;
import io.faast.Faast;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.aws.worker.FaastHandler;
import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import io.faast.emulator.aws.core.ApiCall;
import io.faast.emulator.aws.core.Bill;
import io.faast.emulator.aws.lambda.SimulatedFunction;
import io.faast.emulator.core.Fault;
import io.faast.spi.InvocationMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many calls at once, of which some are throttled, some instances die, some messages come twice,
 * and the credentials expire: what goes wrong is chosen by the numbers of the requests. Functions
 * are the worker's own handler, without processes. {@code make soak} has 10,000 of them, 1,000 in
 * flight.
 */
@Timeout(300)
class SoakTest {
  private static final int CALLS = Integer.getInteger("faast.soak.calls", 600);
  private static final int IN_FLIGHT = Math.min(1_000, CALLS / 3);

  /** That a call meets so many faults one after the other is left to nobody's luck. */
  private static final int RETRIES = 30;

  private static final FaastOptions OPTIONS =
      FaastOptions.defaults()
          .withGc(GcMode.OFF)
          .withSpeculation(0)
          .withConcurrency(IN_FLIGHT)
          .withMaxRetries(RETRIES)
          .withBackoffBase(Duration.ofMillis(1))
          .withBackoffCap(Duration.ofMillis(20));

  private final AtomicIntegerArray settled = new AtomicIntegerArray(CALLS);
  private final AtomicInteger executions = new AtomicInteger();

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "QUEUE"})
  void everyCallSettlesOnceWithItsValueAndCostsWhatAwsBills(InvocationMode mode) throws Exception {
    EmulatorOptions.Simulation simulation =
        new EmulatorOptions.Simulation(heldUntilAllAreThere(), Duration.ofMillis(100));
    try (AwsEmulator emulator =
        AwsEmulator.start(
            EmulatorOptions.defaults()
                .withControlPlane(0, 0)
                .withConcurrency(IN_FLIGHT)
                .withSimulation(simulation))) {
      ExpiringCredentials credentials = new ExpiringCredentials(emulator);
      inject(emulator, credentials);
      AwsOptions options = EmulatedAccount.options(emulator).withCredentials(credentials);
      OutcomeCounter provider = new OutcomeCounter(new AwsProvider());
      FaastModule<SoakFunctions> m =
          Faast.using(provider, options).faast(SoakFunctions.class, OPTIONS.withMode(mode));
      try (m) {
        callAll(m);
      }
      // What Lambda bills for events is known when the run is closed.
      CostSnapshot cost = m.costSnapshot();
      for (int i = 0; i < CALLS; i++) {
        assertEquals(1, settled.get(i), "how often a call settled");
      }
      assertEquals(CALLS, executions.get(), "a function ran that had answered, or none did");
      assertEquals(IN_FLIGHT, emulator.account().mostInvocationsAtOnce());
      assertEquals(cost.attempts(), provider.outcomes(), "every attempt has one outcome");
      assertFaultsHappened(emulator, mode, credentials);
      assertCost(cost, emulator);
      assertEquals(List.of(), emulator.account().functions());
      assertEquals(List.of(), emulator.account().queues());
      assertEquals(List.of(), emulator.account().logGroups());
      assertEquals(List.of(), emulator.account().buckets());
    }
  }

  /** The first calls answer when as many run as can, so that it does not depend on speed. */
  private SimulatedFunction heldUntilAllAreThere() {
    SimulatedFunction handler =
        SimulatedFunction.of(
            new FaastHandler(Map.of(FaastHandler.MODULE, SoakFunctions.class.getName())));
    AtomicInteger arrived = new AtomicInteger();
    CompletableFuture<Void> all = new CompletableFuture<>();
    return (id, event) -> {
      executions.incrementAndGet();
      if (arrived.incrementAndGet() == IN_FLIGHT) {
        all.complete(null);
      }
      return all.thenCompose(now -> handler.call(id, event));
    };
  }

  private static void inject(AwsEmulator emulator, ExpiringCredentials credentials) {
    emulator
        .faults()
        .inject(
            call -> credentials.refused(call, every(call, "Invoke", CALLS / 2, 0)),
            new Fault.ExpireCredentials());
    emulator.faults().inject(call -> every(call, "Invoke", 50, 0), new Fault.Throttle());
    emulator.faults().inject(call -> every(call, "Invoke", 200, 7), new Fault.KillInstance());
    emulator.faults().inject(call -> every(call, "SendMessage", 100, 0), new Fault.Duplicate());
  }

  private static boolean every(ApiCall call, String operation, int period, int offset) {
    return call.operation().equals(operation) && call.nth() % period == offset;
  }

  private void callAll(FaastModule<SoakFunctions> m) throws Exception {
    List<Call<String>> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      int number = i;
      Call<String> call = m.call(SoakFunctions::square, (long) i);
      var unused = call.whenComplete((value, failure) -> settled.incrementAndGet(number));
      calls.add(call);
    }
    for (int i = 0; i < CALLS; i++) {
      String value = calls.get(i).get(4, TimeUnit.MINUTES);
      assertEquals((long) i * i + " = " + i + "²", value);
    }
  }

  private static void assertFaultsHappened(
      AwsEmulator emulator, InvocationMode mode, ExpiringCredentials credentials) {
    assertTrue(credentials.refusals() > 0, "the credentials expired");
    long invocations = count(emulator, "Invoke");
    assertTrue(invocations >= CALLS * 1.024, "throttled and killed ones were tried again");
    long messages = count(emulator, "SendMessage");
    assertTrue(mode == InvocationMode.DIRECT ? messages == 0 : messages >= CALLS, "messages");
  }

  private static long count(AwsEmulator emulator, String operation) {
    return emulator.calls().stream().filter(call -> call.operation().equals(operation)).count();
  }

  private static void assertCost(CostSnapshot cost, AwsEmulator emulator) {
    Bill bill = emulator.bill();
    assertEquals((double) bill.lambdaRequests(), cost.find("requests").amount());
    // The queue itself is made and deleted before and after the calls.
    long management =
        count(emulator, "CreateQueue")
            + count(emulator, "GetQueueUrl")
            + count(emulator, "DeleteQueue");
    assertEquals((double) (bill.sqsRequests() - management), cost.find("queue-requests").amount());
    assertEquals(bill.dataOutBytes() / 0x1p30, cost.find("data-out").amount(), 1e-15);
    assertEquals(bill.gigabyteSeconds(), cost.find("memory-time").amount(), 1e-9);
    assertEquals(bill.logBytes() / 0x1p30, cost.find("log-ingestion").amount(), 1e-15);
  }
}
