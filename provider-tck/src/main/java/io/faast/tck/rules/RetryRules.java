package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Call;
import io.faast.FaastException;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.FunctionStats;
import io.faast.engine.CallOptions;
import io.faast.engine.Engine;
import io.faast.engine.EngineOptions;
import io.faast.engine.FunctionHandle;
import io.faast.spi.Capability;
import io.faast.spi.FailureKind;
import io.faast.tck.Lab;
import io.faast.tck.Opened;
import io.faast.tck.Proof;
import io.faast.tck.Rule;
import io.faast.tck.functions.FaultFunctions;
import io.faast.tck.functions.InvocationFunctions;
import io.faast.tck.probe.Faults;
import io.faast.tck.probe.FaultyProvider;
import io.faast.tck.probe.RecordedAttempt;
import java.time.Duration;
import java.util.List;

/**
 * What is tried again, and how often.
 *
 * @since 0.1.0
 */
public class RetryRules {
  private static FaastOptions quick(FaastOptions options) {
    return options.withBackoffBase(Duration.ofMillis(1)).withSpeculation(0);
  }

  private static Opened<InvocationFunctions> failing(
      Lab lab, FailureKind kind, int last, boolean permanent, int maxRetries) {
    return lab.open(
        new FaultyProvider(lab.provider(), Faults.failing(kind, last, permanent)),
        InvocationFunctions.class,
        options -> quick(options).withMaxRetries(maxRetries));
  }

  @Rule(
      id = "RET-01",
      says = "A call whose worker crashes is tried again, and each attempt knows its number.",
      why = "Machines die; a batch of thousands must not fail for one of them.",
      capability = Capability.CRASH_DETECTION,
      proof = Proof.PROCESSES)
  void crashesAreRetried(Lab lab) {
    FaastModule<FaultFunctions> m = lab.open(FaultFunctions.class, RetryRules::quick).module();
    Call<Integer> call = m.call(FaultFunctions::exitUntil, 3, 1);
    assertEquals(3, lab.value(call), "the attempt that answered");
    assertEquals(3, call.attempts(), "attempts");
  }

  @Rule(
      id = "RET-02",
      says = "A call that crashes every time fails as CRASHED after maxRetries more attempts.",
      why = "A function that always crashes must not be retried for ever.",
      capability = Capability.CRASH_DETECTION,
      proof = Proof.PROCESSES)
  void retriesEnd(Lab lab) {
    Opened<FaultFunctions> opened =
        lab.open(FaultFunctions.class, options -> quick(options).withMaxRetries(1));
    lab.failure(
        opened.module().call(FaultFunctions::exitUntil, 99, 1), FaastException.Kind.CRASHED);
    assertEquals(2, opened.recording().attempts().size(), "attempts with maxRetries 1");
  }

  @Rule(
      id = "RET-03",
      says = "An exception of the method is never a reason to try again.",
      why = "The method's own exceptions are results; running it again doubles its effects.")
  void userErrorsAreNotRetried(Lab lab) {
    Opened<FaultFunctions> opened =
        lab.open(FaultFunctions.class, options -> quick(options).withConcurrency(1));
    for (int i = 0; i < 3; i++) {
      Call<String> call =
          opened.module().call(FaultFunctions::throwsOnce, opened.module().runId() + i);
      Throwable thrown = lab.failure(call);
      assertEquals(
          IllegalStateException.class,
          thrown.getClass(),
          "the function threw once; if there is another end, it ran again");
      assertEquals(1, call.attempts(), "attempts");
    }
    assertEquals(3, opened.recording().attempts().size(), "attempts that reached the provider");
  }

  @Rule(
      id = "RET-04",
      says = "Failures of the infrastructure and throttling are tried again.",
      why = "They pass by themselves, and are the engine's business, not the user's.",
      proof = Proof.ENGINE)
  void infrastructure(Lab lab) {
    for (FailureKind kind : List.of(FailureKind.INFRASTRUCTURE, FailureKind.THROTTLED)) {
      Call<String> call =
          failing(lab, kind, 2, false, 2).module().call(InvocationFunctions::echo, "third");
      assertEquals("third", lab.value(call));
      assertEquals(3, call.attempts(), "attempts after two failures as " + kind);
    }
  }

  @Rule(
      id = "RET-05",
      says = "There are exactly maxRetries more attempts, none with maxRetries 0.",
      why = "The number is what people budget with.",
      proof = Proof.ENGINE)
  void exactly(Lab lab) {
    for (int retries : new int[] {0, 3}) {
      Opened<InvocationFunctions> opened =
          failing(lab, FailureKind.INFRASTRUCTURE, 99, false, retries);
      lab.failure(
          opened.module().call(InvocationFunctions::echo, "x"), FaastException.Kind.INFRASTRUCTURE);
      assertEquals(
          retries + 1,
          opened.module().stats().total().attempts(),
          "attempts with maxRetries " + retries);
    }
  }

  @Rule(
      id = "RET-06",
      says = "A permanent failure is not tried again.",
      why = "A missing permission does not come back by asking again.",
      proof = Proof.ENGINE)
  void permanent(Lab lab) {
    Opened<InvocationFunctions> opened = failing(lab, FailureKind.INFRASTRUCTURE, 99, true, 5);
    Call<String> call = opened.module().call(InvocationFunctions::echo, "x");
    lab.failure(call, FaastException.Kind.INFRASTRUCTURE);
    assertEquals(1, call.attempts(), "attempts");
  }

  @Rule(
      id = "RET-07",
      says = "Timeouts and lack of memory are tried again only when asked.",
      why = "Both are dear and mostly happen again.",
      proof = Proof.ENGINE)
  void onlyWhenAsked(Lab lab) {
    for (FailureKind kind : List.of(FailureKind.TIMED_OUT, FailureKind.OUT_OF_MEMORY)) {
      FaultyProvider faulty = new FaultyProvider(lab.provider(), Faults.failing(kind, 1, false));
      Call<String> once =
          lab.open(faulty, InvocationFunctions.class, RetryRules::quick)
              .module()
              .call(InvocationFunctions::echo, "x");
      lab.failure(once, FaastException.Kind.valueOf(kind.name()));
      assertEquals(1, once.attempts(), "attempts after " + kind);
      Call<String> asked =
          lab.open(
                  faulty,
                  InvocationFunctions.class,
                  options -> quick(options).withRetryTimeouts(true).withRetryOutOfMemory(true))
              .module()
              .call(InvocationFunctions::echo, "second");
      assertEquals("second", lab.value(asked));
      assertEquals(2, asked.attempts(), "attempts after " + kind + ", when asked to retry");
    }
  }

  @Rule(
      id = "RET-08",
      says = "Statistics count a call once, and each of its attempts.",
      why = "Statistics that count attempts as calls hide how much was retried.",
      proof = Proof.ENGINE)
  void statistics(Lab lab) {
    Opened<InvocationFunctions> opened = failing(lab, FailureKind.INFRASTRUCTURE, 2, false, 2);
    assertEquals("x", lab.value(opened.module().call(InvocationFunctions::echo, "x")));
    FunctionStats stats = opened.module().stats("echo");
    assertEquals(1, stats.calls(), "calls");
    assertEquals(1, stats.completed(), "completed");
    assertEquals(0, stats.failed(), "failed");
    assertEquals(3, stats.attempts(), "attempts");
    assertEquals(2, stats.retries(), "retries");
  }

  @Rule(
      id = "RET-09",
      says = "Of two answers to an attempt, the first counts.",
      why = "Late and doubled answers are normal in distributed systems; a result must not change.",
      proof = Proof.ENGINE)
  void duplicateAnswers(Lab lab) {
    FaultyProvider duplicating =
        new FaultyProvider(
            lab.provider(),
            (way, attempt, listener) ->
                way.invoke(
                    attempt,
                    new io.faast.spi.AttemptListener() {
                      @Override
                      public void onItem(java.nio.ByteBuffer item) {
                        listener.onItem(item);
                      }

                      @Override
                      public void onOutcome(io.faast.spi.Outcome outcome) {
                        listener.onOutcome(outcome);
                        listener.onOutcome(
                            new io.faast.spi.Outcome.Failed(
                                FailureKind.CRASHED, "a second outcome", outcome.report()));
                      }
                    }));
    Opened<InvocationFunctions> opened =
        lab.open(duplicating, InvocationFunctions.class, RetryRules::quick);
    for (int i = 0; i < 20; i++) {
      assertEquals("v" + i, lab.value(opened.module().call(InvocationFunctions::echo, "v" + i)));
    }
    assertEquals(20, opened.module().stats().total().attempts(), "attempts for 20 calls");
  }

  /** How late an answer may be before it counts as lost: longer where it was only late. */
  private static final List<Duration> GRACES =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofSeconds(30));

  @Rule(
      id = "RET-10",
      says = "A lost answer is noticed, and the call settles.",
      why = "Queues lose messages; a call must not wait for one that will never come.",
      proof = Proof.ENGINE)
  void lostAnswers(Lab lab) {
    FaultyProvider losing =
        new FaultyProvider(
            lab.provider(),
            (way, attempt, listener) ->
                attempt.number() == 1 ? FaultyProvider.NOT_SENT : way.invoke(attempt, listener));
    String end = "";
    for (Duration grace : GRACES) {
      end = afterLoss(lab, losing, grace);
      if (end.equals(lab.supports(Capability.TIMEOUT) ? "found" : "TIMED_OUT")) {
        return;
      }
    }
    throw new AssertionError("A call whose first answer was lost ended so: " + end);
  }

  /** Returns the value of a call, or how it failed. */
  private static String afterLoss(Lab lab, FaultyProvider losing, Duration grace) {
    Engine engine =
        lab.value(
            Engine.start(
                losing,
                lab.spec(InvocationFunctions.class).timeout(Duration.ofSeconds(1)).build(),
                EngineOptions.defaults().withAnswerGrace(grace)));
    try {
      Call<String> call = engine.submit(echo(), new Object[] {"found"}, CallOptions.NONE);
      String end =
          lab.value(
              call.handle(
                  (value, failure) ->
                      failure instanceof FaastException known
                          ? known.kind().name()
                          : failure == null ? value : failure.toString()));
      assertTrue(
          !end.equals("found") || call.attempts() >= 2, "the attempt that was lost is not counted");
      return end;
    } finally {
      lab.value(engine.close());
    }
  }

  private static FunctionHandle<String> echo() {
    try {
      return FunctionHandle.of(
          InvocationFunctions.class,
          InvocationFunctions.class.getMethod("echo", String.class),
          "echo");
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  @Rule(
      id = "RET-11",
      says = "Attempts of a call are numbered 1, 2, 3 without gaps.",
      why = "Functions use the number to tell first tries from later ones.",
      proof = Proof.ENGINE)
  void numbers(Lab lab) {
    Opened<InvocationFunctions> opened =
        lab.open(
            new FaultyProvider(
                lab.provider(), Faults.failing(FailureKind.INFRASTRUCTURE, 2, false)),
            InvocationFunctions.class,
            RetryRules::quick);
    assertEquals(
        3, lab.value(opened.module().call(InvocationFunctions::context)).attempt(), "the third");
    List<Integer> numbers =
        opened.recording().attempts().stream()
            .map(RecordedAttempt::attempt)
            .map(io.faast.spi.Attempt::number)
            .toList();
    assertEquals(List.of(1, 2, 3), numbers);
  }
}
