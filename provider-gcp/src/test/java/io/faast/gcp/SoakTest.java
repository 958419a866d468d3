package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Call;
import io.faast.CostSnapshot;
import io.faast.Faast;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.emulator.core.Fault;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.GcpEmulator;
import io.faast.emulator.gcp.GcpEmulatorOptions;
import io.faast.emulator.gcp.core.ApiCall;
import io.faast.emulator.gcp.core.Bill;
import io.faast.emulator.gcp.iam.MetadataServer;
import io.faast.gcp.worker.FaastFunction;
import io.faast.gcp.worker.Settings;
import io.faast.spi.InvocationMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many calls at once, of which some are throttled, some instances die, some messages come twice,
 * and a credential expires: what goes wrong is chosen by the numbers of the requests. Functions are
 * the worker's own, without processes. {@code make soak} has 10,000 of them, 1,000 in flight.
 */
@Timeout(300)
class SoakTest {
  private static final int CALLS = Integer.getInteger("faast.soak.calls", 600);
  private static final int IN_FLIGHT = Math.min(1_000, CALLS / 3);
  private static final int THREADS = 32;

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
  private final CompletableFuture<FaastFunction> function = new CompletableFuture<>();
  private final AtomicInteger arrived = new AtomicInteger();
  private final CompletableFuture<Void> all = new CompletableFuture<>();

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "QUEUE"})
  void everyCallSettlesOnceWithItsValueAndCostsWhatGoogleBills(InvocationMode mode)
      throws Exception {
    SoakFunctions.EXECUTIONS.set(0);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    GcpEmulatorOptions simulation =
        GcpEmulatorOptions.defaults()
            .withControlPlane(0, 0, 0)
            .withSimulation((id, request) -> held(request, threads), Duration.ofMillis(100));
    try (GcpEmulator emulator = GcpEmulator.start(simulation);
        MetadataServer metadata =
            emulator.metadataServer(worker(emulator), "instance-of-the-soak")) {
      inject(emulator, mode);
      OutcomeCounter provider = new OutcomeCounter(new GcpProvider());
      FaastModule<SoakFunctions> m =
          Faast.using(provider, EmulatedProject.options(emulator))
              .faast(SoakFunctions.class, OPTIONS.withMode(mode));
      CostSnapshot cost;
      try (m) {
        function.complete(new FaastFunction(environment(emulator, metadata)));
        callAll(m);
        EmulatedProject.awaitQuiet(emulator);
      }
      cost = m.costSnapshot();
      for (int i = 0; i < CALLS; i++) {
        assertEquals(1, settled.get(i), "how often a call settled");
      }
      assertEquals(
          CALLS, SoakFunctions.EXECUTIONS.get(), "a function ran that had answered, or none did");
      int most = emulator.view().mostRequestsAtOnce();
      assertTrue(most >= IN_FLIGHT, most + " requests at once");
      // By queue, an answer is here before Google knows of it, and so may be the next call.
      assertTrue(mode == InvocationMode.QUEUE || most == IN_FLIGHT, most + " requests at once");
      assertEquals(cost.attempts(), provider.outcomes(), "every attempt has one outcome");
      assertFaultsHappened(emulator, mode);
      assertCost(cost, emulator, mode);
      assertEquals(List.of(), emulator.view().functions());
      assertEquals(List.of(), emulator.view().topics());
      assertEquals(List.of(), emulator.view().subscriptions());
      assertEquals(List.of(), emulator.view().images());
    } finally {
      threads.shutdownNow();
    }
  }

  private static String worker(GcpEmulator emulator) {
    return "faast-worker@" + emulator.project() + ".iam.gserviceaccount.com";
  }

  private static Map<String, String> environment(GcpEmulator emulator, MetadataServer metadata) {
    return Map.of(
        Settings.MODULE,
        SoakFunctions.class.getName(),
        Settings.RUN,
        "soak",
        Settings.WORKERS,
        String.valueOf(THREADS),
        Settings.PUBSUB,
        emulator.endpoint().toString(),
        Settings.STORAGE,
        emulator.endpoint().toString(),
        "GCE_METADATA_HOST",
        metadata.host());
  }

  /** The first calls answer when as many run as can, so that it does not depend on speed. */
  private CompletableFuture<Response> held(Request request, ExecutorService threads) {
    if (arrived.incrementAndGet() == IN_FLIGHT) {
      all.complete(null);
    }
    return all.thenCombineAsync(
        function, (now, serves) -> SimulatedWorker.serve(serves, request), threads);
  }

  private static void inject(GcpEmulator emulator, InvocationMode mode) {
    boolean direct = mode == InvocationMode.DIRECT;
    String sent = direct ? "Invoke" : "Publish";
    emulator
        .faults()
        .inject(
            call -> call.nth() == CALLS / 2 && sentBy(call, sent), new Fault.ExpireCredentials());
    emulator.faults().inject(call -> every(call, "Invoke", 50, 0), new Fault.Throttle());
    emulator.faults().inject(SoakTest::dies, new Fault.KillInstance());
    emulator
        .faults()
        .inject(
            call -> every(call, "Publish", 100, 1) && call.touches("-responses"),
            new Fault.Duplicate());
  }

  private static boolean dies(ApiCall call) {
    return every(call, "Invoke", 200, 7);
  }

  private static boolean sentBy(ApiCall call, String operation) {
    return call.operation().equals(operation);
  }

  private static boolean every(ApiCall call, String operation, int period, int offset) {
    return call.operation().equals(operation) && call.nth() % period == offset;
  }

  private void callAll(FaastModule<SoakFunctions> m) throws Exception {
    List<CompletableFuture<String>> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      int number = i;
      Call<String> call = m.call(SoakFunctions::square, (long) i);
      calls.add(call.whenComplete((value, failure) -> settled.incrementAndGet(number)));
    }
    for (int i = 0; i < CALLS; i++) {
      String value = calls.get(i).get(4, TimeUnit.MINUTES);
      assertEquals((long) i * i + " = " + i + "²", value);
    }
  }

  private static void assertFaultsHappened(GcpEmulator emulator, InvocationMode mode) {
    long invocations = count(emulator, "Invoke");
    assertTrue(invocations >= CALLS * 1.024, "throttled and killed ones were tried again");
    long messages = count(emulator, "Publish");
    assertTrue(mode == InvocationMode.DIRECT ? messages == 0 : messages >= 2L * CALLS, "messages");
  }

  private static long count(GcpEmulator emulator, String operation) {
    return emulator.calls().stream().filter(call -> call.operation().equals(operation)).count();
  }

  private static void assertCost(CostSnapshot cost, GcpEmulator emulator, InvocationMode mode) {
    Bill bill = emulator.bill();
    // An instance that dies before it says anything is billed for a push that only Google saw.
    long unseen =
        mode == InvocationMode.DIRECT
            ? 0
            : emulator.calls().stream().filter(SoakTest::dies).count();
    assertEquals((double) bill.runRequests() - unseen, cost.find("requests").amount());
    assertEquals(bill.pubsubBytes() / 0x1p30, cost.find("queue-volume").amount(), 1e-15);
    assertEquals(bill.egressBytes() / 0x1p30, cost.find("data-out").amount(), 1e-15);
  }
}
