package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Call;
import io.faast.CostSnapshot;
import io.faast.Faast;
import io.faast.FaastException;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.ItemStream;
import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import io.faast.emulator.aws.core.ApiCall;
import io.faast.emulator.aws.core.Bill;
import io.faast.emulator.aws.core.Credentials;
import io.faast.emulator.core.Fault;
import io.faast.spi.InvocationMode;
import io.faast.tck.functions.FaultFunctions;
import io.faast.tck.functions.StreamFunctions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes wrong in an account, and what it costs. */
class AwsModuleTest {
  private static final FaastOptions OPTIONS =
      FaastOptions.defaults()
          .withGc(GcMode.OFF)
          .withSpeculation(0)
          .withConcurrency(4)
          .withMemoryMb(512)
          .withBackoffBase(Duration.ofMillis(1));

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
    assertEquals(List.of(), emulator.account().logGroups());
  }

  private static FaastModule<FaultFunctions> open(FaastOptions options) {
    return Faast.faast(EmulatedAccount.options(emulator), FaultFunctions.class, options);
  }

  private static Predicate<ApiCall> next(String operation) {
    long before = emulator.calls().stream().filter(call -> call.is("lambda", operation)).count();
    return call -> call.is("lambda", operation) && call.nth() == before + 1;
  }

  private static long invocations() {
    return emulator.calls().stream().filter(call -> call.is("lambda", "Invoke")).count();
  }

  private static FaastException failure(Call<?> call) {
    CompletionException thrown = assertThrows(CompletionException.class, call::join);
    return (FaastException) thrown.getCause();
  }

  @Test
  void costIsWhatAwsBills() {
    Bill before = EmulatedAccount.settledBill(emulator);
    CostSnapshot cost;
    try (FaastModule<FaultFunctions> m = open(OPTIONS)) {
      for (int i = 0; i < 8; i++) {
        assertEquals("x", m.call(FaultFunctions::fine, "x").join());
      }
      assertEquals(2, m.call(FaultFunctions::exitUntil, 2, 1).join());
      assertThrows(CompletionException.class, m.call(FaultFunctions::throwStubborn)::join);
      cost = m.costSnapshot();
    }
    Bill bill = emulator.bill().since(before);
    assertEquals(11, bill.lambdaRequests());
    assertEquals(11, cost.find("requests").amount());
    assertEquals(bill.gigabyteSeconds(), cost.find("memory-time").amount(), 1e-12);
    assertEquals(bill.lambdaMegabyteMillis(), bill.lambdaArmMegabyteMillis(), "all of it on arm64");
    assertEquals(bill.dataOutBytes() / 0x1p30, cost.find("data-out").amount(), 1e-18);
    assertEquals(0, bill.sqsRequests(), "requests to queues that nobody needs");
    assertEquals(2, bill.s3WriteRequests(), "for a bucket, in case a result is large");
    assertEquals(0, bill.s3ReadRequests(), "of payloads, none of which is large");
    double expected =
        bill.lambdaRequests() * 0.20e-6
            + bill.gigabyteSeconds() * 0.0000133334
            + bill.dataOutBytes() / 0x1p30 * 0.09
            + bill.s3WriteRequests() * 0.005e-3
            + cost.find("log-ingestion").amount() * 0.50;
    assertEquals(expected, cost.total().orElseThrow(), 1e-9, "to less than a micro-dollar");
  }

  @Test
  void throttledAttemptIsTriedAgainAndCostsNothing() {
    Bill before = EmulatedAccount.settledBill(emulator);
    try (FaastModule<FaultFunctions> m = open(OPTIONS)) {
      emulator.faults().inject(next("Invoke"), new Fault.Throttle());
      assertEquals("x", m.call(FaultFunctions::fine, "x").join());
      assertEquals(2, m.costSnapshot().attempts());
      assertEquals(1, m.costSnapshot().find("requests").amount());
    }
    assertEquals(1, emulator.bill().since(before).lambdaRequests());
  }

  @Test
  void lostAnswerIsNeitherLostNorRunAgainBehindTheEngine() {
    try (FaastModule<FaultFunctions> m = open(OPTIONS.withMaxRetries(0))) {
      long before = invocations();
      emulator.faults().inject(next("Invoke"), new Fault.DropConnection(true));
      FaastException failed = failure(m.call(FaultFunctions::fine, "x"));
      assertEquals(FaastException.Kind.INFRASTRUCTURE, failed.kind(), failed::getMessage);
      assertEquals(before + 1, invocations(), "a second execution that nobody asked for");
    }
  }

  @Test
  void credentialsThatExpireInTheMiddleAreAskedForAgain() {
    try (FaastModule<FaultFunctions> m = open(OPTIONS)) {
      emulator.faults().inject(next("Invoke"), new Fault.ExpireCredentials());
      assertEquals("x", m.call(FaultFunctions::fine, "x").join());
    }
  }

  @Test
  void instanceThatDiesIsACrash() {
    try (FaastModule<FaultFunctions> m = open(OPTIONS.withMaxRetries(0))) {
      emulator.faults().inject(next("Invoke"), new Fault.KillInstance());
      FaastException failed = failure(m.call(FaultFunctions::fine, "x"));
      assertEquals(FaastException.Kind.CRASHED, failed.kind(), failed::getMessage);
      assertEquals("y", m.call(FaultFunctions::fine, "y").join());
    }
  }

  @Test
  void functionDeletedUnderTheRunIsNotTriedAgain() throws Exception {
    try (FaastModule<FaultFunctions> m = open(OPTIONS)) {
      String name = emulator.account().functions().get(0).name();
      try (Clients clients = Clients.open(EmulatedAccount.options(emulator))) {
        var unused =
            clients.lambda().deleteFunction(r -> r.functionName(name)).get(30, TimeUnit.SECONDS);
      }
      FaastException failed = failure(m.call(FaultFunctions::fine, "x"));
      assertTrue(failed.getMessage().contains("was deleted under the run"), failed::getMessage);
      assertEquals(1, m.costSnapshot().attempts());
    }
  }

  @Test
  void functionWhoseCreationIsAnsweredTooLateIsOurs() {
    emulator.faults().inject(next("CreateFunction"), new Fault.DropConnection(true));
    try (FaastModule<FaultFunctions> m = open(OPTIONS)) {
      assertEquals("x", m.call(FaultFunctions::fine, "x").join());
    }
  }

  @Test
  void missingPermissionIsNamedAndNothingIsLeft() {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"iam:*\","
            + "\"logs:*\",\"sqs:*\",\"lambda:GetFunction\"],\"Resource\":\"*\"}]}";
    Credentials few = emulator.user("few", policy);
    AwsOptions options = EmulatedAccount.options(emulator.endpoint(), emulator.region(), few);
    FaastException failed =
        assertThrows(
            FaastException.class, () -> Faast.faast(options, FaultFunctions.class, OPTIONS));
    String text = failed.getMessage() + " " + failed.advice();
    assertTrue(text.contains("Allow lambda:CreateFunction"), text);
  }

  @Test
  void messagesThatComeTwiceAreHeardOnce() {
    AwsOptions options = EmulatedAccount.options(emulator);
    FaastOptions queued = OPTIONS.withMode(InvocationMode.QUEUE);
    emulator.faults().inject(call -> call.is("sqs", "SendMessage"), new Fault.Duplicate());
    try (FaastModule<StreamFunctions> m = Faast.faast(options, StreamFunctions.class, queued)) {
      for (int i = 0; i < 10; i++) {
        assertEquals("x" + i, m.call(StreamFunctions::echo, "x" + i).join());
      }
      try (ItemStream<Integer> items = m.stream(StreamFunctions::count, 300)) {
        assertEquals(IntStream.range(0, 300).boxed().toList(), items.stream().toList());
      }
      assertEquals(11, m.costSnapshot().attempts());
    }
  }

  @Test
  void queueDeletedUnderTheRunEndsTheCallsThatWaitForIt() throws Exception {
    FaastOptions queued = OPTIONS.withMode(InvocationMode.QUEUE).withMaxRetries(0);
    try (FaastModule<FaultFunctions> m = open(queued)) {
      assertEquals("x", m.call(FaultFunctions::fine, "x").join());
      String url = emulator.account().queues().get(0).url();
      try (Clients clients = Clients.open(EmulatedAccount.options(emulator))) {
        var unused = clients.sqs().deleteQueue(r -> r.queueUrl(url)).get(30, TimeUnit.SECONDS);
      }
      FaastException failed = failure(m.call(FaultFunctions::fine, "y"));
      assertEquals(FaastException.Kind.INFRASTRUCTURE, failed.kind(), failed::getMessage);
    }
  }

  @Test
  void looksThatTheEndOfTheQueueCutsShortAreBilled() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    emulator.faults().inject(call -> seen(call, looking), new Fault.Throttle());
    emulator.faults().inject(call -> call.is("sqs", "SendMessage"), new Fault.Lose());
    long before = looks();
    FaastOptions queued = OPTIONS.withMode(InvocationMode.QUEUE).withMaxRetries(0);
    try (FaastModule<FaultFunctions> m = open(queued)) {
      Call<String> call = m.call(FaultFunctions::fine, "x");
      assertTrue(looking.await(30, TimeUnit.SECONDS), "a look");
      String url = emulator.account().queues().get(0).url();
      try (Clients clients = Clients.open(EmulatedAccount.options(emulator))) {
        var unused = clients.sqs().deleteQueue(r -> r.queueUrl(url)).get(30, TimeUnit.SECONDS);
      }
      assertEquals(FaastException.Kind.INFRASTRUCTURE, failure(call).kind());
      assertEquals((double) (looks() - before), m.costSnapshot().find("queue-requests").amount());
    }
  }

  /** Tells of a look, which it lets pass. */
  private static boolean seen(ApiCall call, CountDownLatch looking) {
    if (call.is("sqs", "ReceiveMessage")) {
      looking.countDown();
    }
    return false;
  }

  private static long looks() {
    return emulator.calls().stream().filter(call -> call.is("sqs", "ReceiveMessage")).count();
  }
}
