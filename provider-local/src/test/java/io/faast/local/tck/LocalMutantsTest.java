package io.faast.local.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.local.LocalTckTarget;
import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.FaastProvider;
import io.faast.spi.FailureKind;
import io.faast.spi.Invocation;
import io.faast.spi.Outcome;
import io.faast.tck.Proof;
import io.faast.tck.RuleInfo;
import io.faast.tck.RuleResult;
import io.faast.tck.Tck;
import io.faast.tck.TckListener;
import io.faast.tck.TckSelection;
import io.faast.tck.Verdict;
import io.faast.tck.probe.DelegatingDeployment;
import io.faast.tck.probe.FaultyProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Defects that need workers which can die, or print. */
class LocalMutantsTest {
  private static final Set<String> CAUGHT = new TreeSet<>();

  /** Whether the mutant has lost what a rule now waits for in vain. */
  private final AtomicBoolean lost = new AtomicBoolean();

  @Test
  void oneThatIgnoresTheTimeoutIsCaught() throws Exception {
    Duration never = Duration.ofHours(24);
    assertCaught(
        new FaultyProvider(
            LocalDefects.LOCAL,
            (way, attempt, listener) -> {
              lost.set(attempt.call() == 2); // both of the rule's attempts now run for ever
              return way.invoke(
                  new Attempt(
                      attempt.call(),
                      attempt.number(),
                      attempt.function(),
                      attempt.request(),
                      attempt.stream(),
                      never),
                  listener);
            }),
        "LIM-05",
        "no outcome from spinUntil");
  }

  @Test
  void oneThatNeverReportsACrashIsCaught() throws Exception {
    assertCaught(
        LocalDefects.crashes(
            outcome -> {
              lost.set(true);
              return null;
            }),
        "FLR-09",
        "no outcome from exitUntil");
  }

  @Test
  void oneThatTakesACrashForSomethingElseIsCaught() throws Exception {
    assertCaught(
        LocalDefects.crashes(
            crash ->
                new Outcome.Failed(FailureKind.INFRASTRUCTURE, crash.message(), crash.report())),
        "FLR-09",
        "how an attempt fails whose worker exits");
  }

  @Test
  void oneWhoseCrashesAreNeverRetriedIsCaught() throws Exception {
    assertCaught(
        LocalDefects.crashes(
            crash ->
                new Outcome.Failed(
                    crash.kind(), crash.message(), true, null, crash.cause(), crash.report())),
        "RET-01",
        "should have succeeded");
  }

  @Test
  void oneThatForgetsCrashedAttemptsInTheUsageIsCaught() throws Exception {
    assertCaught(
        LocalDefects.crashes(
            crash ->
                new Outcome.Failed(
                    crash.kind(), crash.message(), LocalDefects.unused(crash.report()))),
        "CST-09",
        "an attempt whose worker crashed used nothing");
  }

  @Test
  void oneThatForgetsAttemptsThatTimedOutIsCaught() throws Exception {
    assertCaught(
        LocalDefects.failures(
            FailureKind.TIMED_OUT,
            late ->
                new Outcome.Failed(
                    late.kind(), late.message(), LocalDefects.unused(late.report()))),
        "CST-10",
        "an attempt that timed out used nothing");
  }

  @Test
  void oneThatLosesTheEnvironmentIsCaught() throws Exception {
    assertCaught(
        LocalDefects.deploying(spec -> LocalDefects.changed(spec, spec.memoryMb(), Map.of())),
        "ENV-01",
        "FAAST_TCK_PLAIN");
  }

  @Test
  void oneThatDoesNotLimitMemoryIsCaught() throws Exception {
    assertCaught(
        LocalDefects.deploying(spec -> LocalDefects.changed(spec, 1_024, spec.environment())),
        "LIM-08",
        "should have failed");
  }

  @Test
  void oneWhoseLogIsEmptyIsCaught() throws Exception {
    assertCaught(emptyLog(), "LOG-01", "is not in the log");
  }

  private FaastProvider emptyLog() {
    URI empty = Path.of("target", "classes", "META-INF").toUri();
    return LocalDefects.deployments(
        (deployed, spec) ->
            new DelegatingDeployment(deployed) {
              @Override
              public URI logUrl() {
                lost.set(true);
                return empty;
              }
            });
  }

  @Test
  void oneThatCannotCancelWhatIsBusyIsCaught() throws Exception {
    assertCaught(LocalDefects.cancels(() -> lost.set(true)), "CAN-06", "no outcome from spinSeen");
  }

  @Test
  void oneThatLeavesSomethingOfWorkersThatCrashedIsCaught() throws Exception {
    assertLeftovers("CLN-04");
  }

  @Test
  void oneThatLeavesSomethingOfWorkersThatTimedOutIsCaught() throws Exception {
    assertLeftovers("CLN-05");
  }

  private void assertLeftovers(String rule) throws Exception {
    Path base =
        Path.of(System.getProperty("java.io.tmpdir"), "faast-" + System.getProperty("user.name"));
    Set<Path> left = ConcurrentHashMap.newKeySet();
    try {
      assertCaught(
          LocalDefects.afterClose(
              spec -> {
                Path late = base.resolve(spec.run().runId() + "-late");
                left.add(late);
                make(late);
              }),
          rule,
          "-late");
    } finally {
      for (Path path : left) {
        Files.delete(path);
      }
    }
  }

  private static void make(Path directory) {
    try {
      Files.createDirectories(directory); // closed twice, it is made once
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void oneWhoseCrashedAttemptsEndTheirCallIsCaught() throws Exception {
    FaastProvider giving = LocalDefects.crashes(LocalMutantsTest::forGood);
    assertCaught(giving, "CST-13", "should have succeeded");
    assertCaught(giving, "RET-02", "attempts with maxRetries 1");
  }

  private static Outcome.Failed forGood(Outcome.Failed crash) {
    return new Outcome.Failed(
        crash.kind(), crash.message(), true, null, crash.cause(), crash.report());
  }

  @Test
  void oneThatGivesAModuleTheVariablesOfAnotherIsCaught() throws Exception {
    Map<String, String> all = new ConcurrentHashMap<>();
    assertCaught(
        LocalDefects.deploying(
            spec -> {
              all.putAll(spec.environment());
              return LocalDefects.changed(spec, spec.memoryMb(), Map.copyOf(all));
            }),
        "ENV-02",
        "a variable of another module");
  }

  @Test
  void oneThatDoesNotSayHowAWorkerEndedIsCaught() throws Exception {
    assertCaught(
        LocalDefects.crashes(
            crash -> new Outcome.Failed(crash.kind(), "The worker is gone.", crash.report())),
        "FLR-10",
        "no exit code in");
  }

  @Test
  void oneThatTakesAClosedOutputForAnEndIsCaught() throws Exception {
    assertCaught(
        new FaultyProvider(
            LocalDefects.LOCAL,
            (way, attempt, listener) -> {
              boolean closes = attempt.function().startsWith("closeStdout");
              lost.compareAndSet(false, closes);
              return closes ? FaultyProvider.NOT_SENT : way.invoke(attempt, listener);
            }),
        "FLR-11",
        "no outcome from closeStdout");
  }

  @Test
  void oneThatTakesACrashForAnotherFailureMisleadsItsUsers() throws Exception {
    FaastProvider other =
        LocalDefects.crashes(
            crash ->
                new Outcome.Failed(FailureKind.INFRASTRUCTURE, crash.message(), crash.report()));
    assertCaught(other, "FLR-12", "should have failed as CRASHED");
    assertCaught(other, "STR-12", "expected: <CRASHED>");
  }

  @Test
  void oneThatTakesATimeoutForACrashIsCaught() throws Exception {
    FaastProvider other =
        LocalDefects.failures(
            FailureKind.TIMED_OUT,
            late -> new Outcome.Failed(FailureKind.CRASHED, late.message(), late.report()));
    assertCaught(other, "LIM-06", "should have failed as TIMED_OUT");
    assertCaught(other, "LIM-07", "expected: <TIMED_OUT>");
  }

  @Test
  void oneThatGivesLessMemoryThanWasAskedForIsCaught() throws Exception {
    assertCaught(
        LocalDefects.deploying(spec -> LocalDefects.changed(spec, 64, spec.environment())),
        "LIM-09",
        "should have succeeded");
  }

  @Test
  void oneThatLosesTheLogOfACrashIsCaught() throws Exception {
    assertCaught(emptyLog(), "LOG-02", "is not in the log");
  }

  @Test
  void oneThatLogsArgumentsIsCaught() throws Exception {
    assertCaught(
        LocalDefects.deployments(
            (deployed, spec) ->
                new DelegatingDeployment(deployed) {
                  @Override
                  public Invocation invoke(Attempt attempt, AttemptListener listener) {
                    byte[] request = new byte[attempt.request().remaining()];
                    attempt.request().duplicate().get(request);
                    try {
                      Files.write(
                          Path.of(logUrl()).resolve("requests.log"),
                          request,
                          StandardOpenOption.CREATE,
                          StandardOpenOption.APPEND);
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                    return super.invoke(attempt, listener);
                  }
                }),
        "LOG-03",
        "an argument is in the log");
  }

  /** What the kit says of its rules: that they are broken here. */
  @AfterAll
  static void everyRuleThatNeedsProcessesWasBroken() {
    assertThat(CAUGHT)
        .containsExactlyInAnyOrderElementsOf(
            Tck.rules().stream()
                .filter(rule -> rule.proof() == Proof.PROCESSES)
                .map(RuleInfo::id)
                .toList());
  }

  private void assertCaught(FaastProvider mutant, String rule, String message) throws Exception {
    try (LocalTckTarget target = new Front(mutant)) {
      RuleResult result =
          Tck.run(target, TckSelection.of(rule), TckListener.NONE).result(rule).orElseThrow();
      assertThat(result.verdict()).as(result.detail()).isEqualTo(Verdict.FAIL);
      assertThat(result.detail()).contains(message);
      CAUGHT.add(rule);
    }
  }

  private final class Front extends LocalTckTarget {
    private final FaastProvider mutant;

    Front(FaastProvider mutant) {
      this.mutant = mutant;
    }

    @Override
    public FaastProvider provider() {
      return mutant;
    }

    /** Waits briefly once something is lost, and as long as ever for all that takes its time. */
    @Override
    public double patience() {
      return lost.get() ? 0.02 : 1;
    }
  }
}
