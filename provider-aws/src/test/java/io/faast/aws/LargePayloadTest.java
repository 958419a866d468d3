package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Call;
import io.faast.CostSnapshot;
import io.faast.Faast;
import io.faast.FaastException;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import io.faast.emulator.aws.core.ApiCall;
import io.faast.emulator.aws.core.Bill;
import io.faast.emulator.aws.core.Credentials;
import io.faast.emulator.core.Fault;
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

/** Requests and replies that Lambda's own messages do not carry. */
class LargePayloadTest {
  private static final FaastOptions OPTIONS =
      FaastOptions.defaults()
          .withGc(GcMode.OFF)
          .withSpeculation(0)
          .withConcurrency(2)
          .withBackoffBase(Duration.ofMillis(1));

  /** In queue mode already this is large, and it takes little time. */
  private static final FaastOptions QUEUE = OPTIONS.withMode(InvocationMode.QUEUE);

  private static final int LARGE = 400_000;

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
  void nothingIsLeft() {
    emulator.faults().clear();
    assertEquals(List.of(), emulator.account().functions());
    assertEquals(List.of(), emulator.account().queues());
    assertEquals(List.of(), emulator.account().buckets());
  }

  private static FaastModule<ValueFunctions> open(FaastOptions options) {
    return Faast.faast(EmulatedAccount.options(emulator), ValueFunctions.class, options);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static long calls(Predicate<ApiCall> which) {
    return emulator.calls().stream().filter(which).count();
  }

  private static Predicate<ApiCall> storage(String operation, boolean byFunction) {
    return call -> call.is("s3", operation) && call.presigned() == byFunction;
  }

  /** Holds for the first call for which {@code which} holds. */
  private static Predicate<ApiCall> once(Predicate<ApiCall> which) {
    AtomicBoolean done = new AtomicBoolean();
    return call -> which.test(call) && done.compareAndSet(false, true);
  }

  private static FaastException failure(Call<?> call) {
    return (FaastException) assertThrows(CompletionException.class, call::join).getCause();
  }

  @Test
  void costIsWhatAwsBillsAndNothingStaysInTheBucket() {
    Bill before = EmulatedAccount.settledBill(emulator);
    long listed = calls(storage("ListObjectsV2", false));
    CostSnapshot cost;
    try (FaastModule<ValueFunctions> m = open(OPTIONS)) {
      byte[] sent = random(AwsLimits.DIRECT_BYTES);
      for (int i = 0; i < 3; i++) {
        assertArrayEquals(sent, m.call(ValueFunctions::bytes, sent).join());
      }
      m.close();
      cost = m.costSnapshot();
    }
    Bill bill = emulator.bill().since(before);
    assertEquals(8, bill.s3WriteRequests(), "the bucket, its rule, 3 requests, 3 replies");
    assertEquals(6, bill.s3ReadRequests());
    assertEquals((double) bill.s3WriteRequests(), cost.find("storage-writes").amount());
    assertEquals((double) bill.s3ReadRequests(), cost.find("storage-reads").amount());
    assertEquals(bill.dataOutBytes() / 0x1p30, cost.find("data-out").amount(), 1e-15);
    double stored = cost.find("storage").amount();
    assertTrue(stored > 0, "what is stored counts");
    assertEquals(bill.s3GigabyteMonths(), stored, 1e-6, "to less than a micro-dollar");
    double expected =
        bill.lambdaRequests() * 0.20e-6
            + bill.gigabyteSeconds() * 0.0000133334
            + bill.dataOutBytes() / 0x1p30 * 0.09
            + cost.find("log-ingestion").amount() * 0.50
            + bill.s3WriteRequests() * 0.005e-3
            + bill.s3ReadRequests() * 0.0004e-3
            + bill.s3GigabyteMonths() * 0.023;
    assertEquals(expected, cost.total().orElseThrow(), 1e-7, "to less than a micro-dollar");
    assertEquals(listed, calls(storage("ListObjectsV2", false)), "looks for objects that are left");
  }

  @Test
  void troubleOfStorageIsOvercomeWithoutAnotherExecution() {
    byte[] sent = random(LARGE);
    try (FaastModule<ValueFunctions> m = open(QUEUE.withMaxRetries(0))) {
      for (Fault fault :
          new Fault[] {
            new Fault.Throttle(),
            new Fault.ServerError(500),
            new Fault.DropConnection(false),
            new Fault.DropConnection(true)
          }) {
        for (boolean byFunction : new boolean[] {false, true}) {
          emulator.faults().inject(once(storage("PutObject", byFunction)), fault);
          emulator.faults().inject(once(storage("GetObject", byFunction)), fault);
        }
        assertArrayEquals(sent, m.call(ValueFunctions::bytes, sent).join(), fault::toString);
      }
    }
  }

  @Test
  void refusedUrlIsAFailureOfTheInfrastructureAndIsNotTold() {
    byte[] sent = random(LARGE);
    try (FaastModule<ValueFunctions> m = open(QUEUE.withMaxRetries(0))) {
      for (String operation : new String[] {"GetObject", "PutObject"}) {
        emulator.faults().inject(storage(operation, true), new Fault.ExpireCredentials());
        FaastException failed = failure(m.call(ValueFunctions::bytes, sent));
        assertEquals(FaastException.Kind.INFRASTRUCTURE, failed.kind(), failed::getMessage);
        assertTrue(failed.getMessage().contains("ExpiredToken"), failed::getMessage);
        assertFalse(failed.toString().contains("X-Amz"), failed::toString);
        emulator.faults().clear();
      }
      assertArrayEquals(sent, m.call(ValueFunctions::bytes, sent).join());
    }
  }

  @Test
  void urlsThatAreRefusedOnceAreSignedAnewForTheNextAttempt() {
    byte[] sent = random(LARGE);
    try (FaastModule<ValueFunctions> m = open(QUEUE)) {
      emulator.faults().inject(once(storage("GetObject", true)), new Fault.ExpireCredentials());
      assertArrayEquals(sent, m.call(ValueFunctions::bytes, sent).join());
      assertEquals(2, m.costSnapshot().attempts());
    }
  }

  @Test
  void replyThatIsGoneIsAFailureThatSaysSo() {
    try (FaastModule<ValueFunctions> m = open(QUEUE.withMaxRetries(0))) {
      emulator.faults().inject(storage("GetObject", false), new Fault.ServerError(500));
      FaastException failed = failure(m.call(ValueFunctions::produce, LARGE));
      assertEquals(FaastException.Kind.INFRASTRUCTURE, failed.kind(), failed::getMessage);
      assertTrue(failed.getMessage().contains("could not be fetched"), failed::getMessage);
    }
  }

  @Test
  void withoutPermissionSmallCallsGoOnAndLargeOnesNameIt() {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"iam:*\","
            + "\"logs:*\",\"sqs:*\",\"lambda:*\"],\"Resource\":\"*\"}]}";
    Credentials few = emulator.user("no-storage", policy);
    AwsOptions options = EmulatedAccount.options(emulator.endpoint(), emulator.region(), few);
    try (FaastModule<ValueFunctions> m = Faast.faast(options, ValueFunctions.class, QUEUE)) {
      assertEquals(7, m.call(ValueFunctions::length, new byte[7]).join());
      FaastException request = failure(m.call(ValueFunctions::length, new byte[LARGE]));
      assertTrue(request.getMessage().contains("s3:CreateBucket"), request::getMessage);
      FaastException reply = failure(m.call(ValueFunctions::produce, LARGE));
      assertTrue(reply.getMessage().contains("s3:CreateBucket"), reply::getMessage);
      assertEquals(3, m.costSnapshot().attempts(), "attempts: trying again cannot help");
    }
  }

  @Test
  void closingWhileLargeCallsRunLeavesNothing() throws Exception {
    FaastModule<ValueFunctions> m = open(QUEUE);
    List<Call<byte[]>> running =
        List.of(
            m.call(ValueFunctions::bytes, random(LARGE)),
            m.call(ValueFunctions::bytes, random(LARGE)));
    m.closeAsync().toCompletableFuture().get(1, TimeUnit.MINUTES);
    for (Call<byte[]> call : running) {
      assertTrue(call.isDone(), "settled by close");
    }
  }

  @Test
  void runsInOtherRegionsHaveTheirBucketThere() {
    byte[] sent = random(AwsLimits.DIRECT_BYTES);
    EmulatorOptions there =
        new EmulatorOptions(
            "eu-west-1",
            "000000000000",
            EmulatorOptions.defaults().clock(),
            0,
            0,
            10,
            Duration.ofSeconds(30),
            Duration.ofMillis(10),
            java.util.Map.of(),
            null);
    try (AwsEmulator elsewhere = AwsEmulator.start(there)) {
      AwsOptions options = EmulatedAccount.options(elsewhere);
      try (FaastModule<ValueFunctions> m = Faast.faast(options, ValueFunctions.class, OPTIONS)) {
        assertArrayEquals(sent, m.call(ValueFunctions::bytes, sent).join());
        assertEquals(1, elsewhere.account().buckets().size());
        assertEquals(
            m.runId(), elsewhere.account().buckets().get(0).tags().get(Tags.RUN), "its tag");
      }
      assertEquals(List.of(), elsewhere.account().buckets());
    }
  }
}
