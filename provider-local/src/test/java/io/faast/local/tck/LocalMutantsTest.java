package io.faast.local.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.local.LocalProvider;
import io.faast.local.LocalTckTarget;
import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.AttemptReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import io.faast.tck.RuleResult;
import io.faast.tck.Tck;
import io.faast.tck.TckListener;
import io.faast.tck.TckSelection;
import io.faast.tck.Verdict;
import io.faast.tck.probe.DelegatingDeployment;
import io.faast.tck.probe.DelegatingProvider;
import io.faast.tck.probe.FaultyProvider;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Defects that need workers which can die. */
class LocalMutantsTest {
  private static final FaastProvider LOCAL = new LocalProvider();

  /** Whether the mutant has lost what a rule now waits for in vain. */
  private final AtomicBoolean lost = new AtomicBoolean();

  @Test
  void oneThatIgnoresTheTimeoutIsCaught() throws Exception {
    Duration never = Duration.ofHours(24);
    assertCaught(
        new FaultyProvider(
            LOCAL,
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
        crashes(
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
        crashes(
            crash ->
                new Outcome.Failed(FailureKind.INFRASTRUCTURE, crash.message(), crash.report())),
        "FLR-09",
        "how an attempt fails whose worker exits");
  }

  @Test
  void oneWhoseCrashesAreNeverRetriedIsCaught() throws Exception {
    assertCaught(
        crashes(
            crash ->
                new Outcome.Failed(
                    crash.kind(), crash.message(), true, null, crash.cause(), crash.report())),
        "RET-01",
        "should have succeeded");
  }

  @Test
  void oneThatForgetsCrashedAttemptsInTheUsageIsCaught() throws Exception {
    assertCaught(
        crashes(crash -> new Outcome.Failed(crash.kind(), crash.message(), unused(crash.report()))),
        "CST-09",
        "an attempt whose worker crashed used nothing");
  }

  @Test
  void oneThatForgetsAttemptsThatTimedOutIsCaught() throws Exception {
    assertCaught(
        failures(
            FailureKind.TIMED_OUT,
            late -> new Outcome.Failed(late.kind(), late.message(), unused(late.report()))),
        "CST-10",
        "an attempt that timed out used nothing");
  }

  @Test
  void oneThatLosesTheEnvironmentIsCaught() throws Exception {
    assertCaught(
        deploying(spec -> changed(spec, spec.memoryMb(), Map.of())), "ENV-01", "FAAST_TCK_PLAIN");
  }

  @Test
  void oneThatDoesNotLimitMemoryIsCaught() throws Exception {
    assertCaught(
        deploying(spec -> changed(spec, 1_024, spec.environment())),
        "LIM-08",
        "should have failed");
  }

  @Test
  void oneWhoseLogIsEmptyIsCaught() throws Exception {
    URI empty = Path.of("target", "classes", "META-INF").toUri();
    assertCaught(
        new DelegatingProvider(LOCAL) {
          @Override
          public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
            return super.deploy(spec)
                .thenApply(
                    deployed ->
                        new DelegatingDeployment(deployed) {
                          @Override
                          public URI logUrl() {
                            lost.set(true);
                            return empty;
                          }
                        });
          }
        },
        "LOG-01",
        "is not in the log");
  }

  private void assertCaught(FaastProvider mutant, String rule, String message) throws Exception {
    try (LocalTckTarget target = new Front(mutant)) {
      RuleResult result =
          Tck.run(target, TckSelection.of(rule), TckListener.NONE).result(rule).orElseThrow();
      assertThat(result.verdict()).as(result.detail()).isEqualTo(Verdict.FAIL);
      assertThat(result.detail()).contains(message);
    }
  }

  private static FaastProvider crashes(UnaryOperator<Outcome.Failed> change) {
    return failures(FailureKind.CRASHED, change);
  }

  /** Changes failures of that kind; null loses them. */
  private static FaastProvider failures(FailureKind kind, UnaryOperator<Outcome.Failed> change) {
    return new FaultyProvider(
        LOCAL,
        (way, attempt, listener) ->
            way.invoke(
                attempt,
                new AttemptListener() {
                  @Override
                  public void onItem(ByteBuffer item) {
                    listener.onItem(item);
                  }

                  @Override
                  public void onOutcome(Outcome outcome) {
                    Outcome changed =
                        outcome instanceof Outcome.Failed failed && failed.kind() == kind
                            ? change.apply(failed)
                            : outcome;
                    if (changed != null) {
                      listener.onOutcome(changed);
                    }
                  }
                }));
  }

  private static FaastProvider deploying(UnaryOperator<DeploymentSpec> change) {
    return new DelegatingProvider(LOCAL) {
      @Override
      public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
        return super.deploy(change.apply(spec));
      }
    };
  }

  private static DeploymentSpec changed(
      DeploymentSpec spec, int memoryMb, Map<String, String> environment) {
    return new DeploymentSpec(
        spec.run(),
        spec.module(),
        memoryMb,
        spec.timeout(),
        spec.concurrency(),
        environment,
        spec.includeClasses(),
        spec.includeFiles(),
        spec.excludes(),
        spec.mode(),
        spec.description(),
        spec.options(),
        spec.progress());
  }

  private static AttemptReport unused(AttemptReport report) {
    return new AttemptReport(
        report.workerId(),
        report.executionId(),
        report.initNanos(),
        report.measuredNanos(),
        report.billedNanos(),
        new double[report.usage().length],
        report.logUrl());
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
