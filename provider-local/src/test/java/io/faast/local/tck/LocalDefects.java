package io.faast.local.tck;

import io.faast.local.LocalProvider;
import io.faast.spi.AttemptListener;
import io.faast.spi.AttemptReport;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.FailureKind;
import io.faast.spi.Invocation;
import io.faast.spi.Outcome;
import io.faast.tck.probe.DelegatingDeployment;
import io.faast.tck.probe.DelegatingProvider;
import io.faast.tck.probe.FaultyProvider;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Puts defects in front of the local provider. */
final class LocalDefects {
  static final FaastProvider LOCAL = new LocalProvider();

  private LocalDefects() {}

  static FaastProvider crashes(UnaryOperator<Outcome.Failed> change) {
    return failures(FailureKind.CRASHED, change);
  }

  /** Changes failures of that kind; null loses them. */
  static FaastProvider failures(FailureKind kind, UnaryOperator<Outcome.Failed> change) {
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

  static FaastProvider deploying(UnaryOperator<DeploymentSpec> change) {
    return new DelegatingProvider(LOCAL) {
      @Override
      public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
        return super.deploy(change.apply(spec));
      }
    };
  }

  static DeploymentSpec changed(
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

  static AttemptReport unused(AttemptReport report) {
    return new AttemptReport(
        report.workerId(),
        report.executionId(),
        report.initNanos(),
        report.measuredNanos(),
        report.billedNanos(),
        new double[report.usage().length],
        report.logUrl());
  }

  /** Changes deployments. */
  static FaastProvider deployments(BiFunction<Deployment, DeploymentSpec, Deployment> change) {
    return new DelegatingProvider(LOCAL) {
      @Override
      public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
        return super.deploy(spec).thenApply(deployed -> change.apply(deployed, spec));
      }
    };
  }

  /** Does something else when a deployment has been closed. */
  static FaastProvider afterClose(Consumer<DeploymentSpec> then) {
    return deployments(
        (deployed, spec) ->
            new DelegatingDeployment(deployed) {
              @Override
              public CompletionStage<CleanupReport> close() {
                return super.close()
                    .thenApply(
                        report -> {
                          then.accept(spec);
                          return report;
                        });
              }
            });
  }

  /** Does something else when an attempt is cancelled. */
  static FaastProvider cancels(Runnable instead) {
    return new FaultyProvider(
        LOCAL,
        (way, attempt, listener) -> {
          Invocation begun = way.invoke(attempt, listener);
          return new Invocation() {
            @Override
            public void cancel() {
              instead.run();
            }

            @Override
            public void request(long items) {
              begun.request(items);
            }
          };
        });
  }
}
