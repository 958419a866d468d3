package io.faast.tck.mutants;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.AttemptReport;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.FailureKind;
import io.faast.spi.Invocation;
import io.faast.spi.Outcome;
import io.faast.spi.ProviderException;
import io.faast.tck.probe.DelegatingDeployment;
import io.faast.tck.probe.DelegatingProvider;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Defects in how calls are carried, many of which show in one kind of call only. */
final class CallMutants {
  private CallMutants() {}

  static List<Mutant> all() {
    return Stream.concat(
            Stream.of(
                losing("loses the answer of a void method", "INV-03", of("nothing")),
                losing("waits for threads that a function left", "INV-11", of("leaveThread")),
                losing("loses one answer of a batch", "INV-09", call(30)),
                losing("loses one answer of a thousand", "CON-07", call(700)),
                losing("loses second attempts", "SPC-01", (a, o) -> a.number() == 2),
                losing("never answers what its worker cannot read", "SPI-03", call(900_001)),
                losing("never answers for an unknown function", "SPI-14", call(900_004))),
            Stream.of(
                new Mutant(
                    "mixes up the answers of two attempts",
                    "INV-08",
                    "",
                    Defects.deployment((deployed, spec) -> new Swapped(deployed))),
                new Mutant(
                    "has a new worker for each attempt",
                    "INV-07",
                    "the number of the instance",
                    FreshWorkers::of),
                new Mutant(
                    "gives functions other memory than was asked for",
                    "INV-10",
                    "memoryMb",
                    Defects.spec(CallMutants::moreMemory)),
                new Mutant(
                    "has the same name for all workers",
                    "CON-08",
                    "two attempts ran in one worker at once",
                    Defects.report((outcome, report) -> named(report, "the worker"))),
                new Mutant(
                    "cannot have its own longest timeout",
                    "LIM-11",
                    "Cannot open",
                    CallMutants::shortTimeouts),
                new Mutant(
                    "ends an attempt as often as it is cancelled",
                    "CAN-04",
                    "thrice",
                    Defects.invocation(EachTime::new))))
        .toList();
  }

  private static Mutant losing(String defect, String rule, BiPredicate<Attempt, Outcome> which) {
    return Mutant.losing(
        defect,
        rule,
        rule.startsWith("SPI") ? "no outcome" : "did not settle",
        lost ->
            Defects.outcome(
                (attempt, outcome) -> which.test(attempt, outcome) ? Defects.lose(lost) : outcome));
  }

  private static BiPredicate<Attempt, Outcome> of(String function) {
    return (attempt, outcome) -> attempt.function().startsWith(function);
  }

  private static BiPredicate<Attempt, Outcome> call(long number) {
    return (attempt, outcome) -> attempt.call() == number;
  }

  private static AttemptReport named(AttemptReport report, String worker) {
    return new AttemptReport(
        worker,
        report.executionId(),
        report.initNanos(),
        report.measuredNanos(),
        report.billedNanos(),
        report.usage(),
        report.logUrl());
  }

  private static DeploymentSpec moreMemory(DeploymentSpec spec) {
    return new DeploymentSpec(
        spec.run(),
        spec.module(),
        spec.memoryMb() + 64,
        spec.timeout(),
        spec.concurrency(),
        spec.environment(),
        spec.includeClasses(),
        spec.includeFiles(),
        spec.excludes(),
        spec.mode(),
        spec.description(),
        spec.options(),
        spec.progress());
  }

  private static FaastProvider shortTimeouts(FaastProvider provider) {
    return new DelegatingProvider(provider) {
      @Override
      public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
        return spec.timeout().compareTo(Duration.ofMinutes(30)) > 0
            ? CompletableFuture.failedFuture(new ProviderException("too long", "Shorten.", null))
            : super.deploy(spec);
      }
    };
  }

  /** Tells of every cancel. */
  private record EachTime(Invocation invocation, AttemptListener listener) implements Invocation {
    @Override
    public void cancel() {
      invocation.cancel();
      listener.onOutcome(
          new Outcome.Failed(FailureKind.CANCELLED, "cancelled", AttemptReport.nothingUsed(2)));
    }

    @Override
    public void request(long items) {
      invocation.request(items);
    }
  }

  /** Gives every two attempts each other's answers. */
  private static final class Swapped extends DelegatingDeployment {
    private @Nullable Held held;

    private record Held(AttemptListener listener, Outcome outcome) {}

    Swapped(Deployment delegate) {
      super(delegate);
    }

    @Override
    public Invocation invoke(Attempt attempt, AttemptListener listener) {
      return super.invoke(
          attempt, Defects.listening(listener, outcome -> ended(new Held(listener, outcome))));
    }

    private void ended(Held now) {
      Held before;
      synchronized (this) {
        before = held;
        held = before == null ? now : null;
      }
      if (before != null) {
        before.listener.onOutcome(now.outcome);
        now.listener.onOutcome(before.outcome);
      }
    }
  }

  /** Deploys for each attempt. */
  private static final class FreshWorkers extends DelegatingDeployment {
    private final FaastProvider provider;
    private final DeploymentSpec spec;
    private final Queue<Deployment> more = new ConcurrentLinkedQueue<>();

    FreshWorkers(FaastProvider provider, Deployment delegate, DeploymentSpec spec) {
      super(delegate);
      this.provider = provider;
      this.spec = spec;
    }

    static FaastProvider of(FaastProvider provider) {
      return Defects.deployment((deployed, spec) -> new FreshWorkers(provider, deployed, spec))
          .apply(provider);
    }

    @Override
    public Invocation invoke(Attempt attempt, AttemptListener listener) {
      Deployment fresh = provider.deploy(spec).toCompletableFuture().join();
      more.add(fresh);
      return fresh.invoke(attempt, listener);
    }

    @Override
    public CompletionStage<CleanupReport> close() {
      more.forEach(Deployment::close);
      return super.close();
    }
  }
}
