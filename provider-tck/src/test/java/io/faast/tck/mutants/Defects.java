package io.faast.tck.mutants;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.AttemptReport;
import io.faast.spi.Capability;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.Invocation;
import io.faast.spi.Outcome;
import io.faast.spi.ProviderInfo;
import io.faast.tck.probe.DelegatingDeployment;
import io.faast.tck.probe.DelegatingProvider;
import io.faast.tck.probe.FaultyProvider;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Puts defects in front of providers. */
final class Defects {
  private Defects() {}

  /** Changes what is deployed. */
  static UnaryOperator<FaastProvider> spec(UnaryOperator<DeploymentSpec> change) {
    return provider ->
        new DelegatingProvider(provider) {
          @Override
          public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
            return super.deploy(change.apply(spec));
          }
        };
  }

  /** Changes deployments. */
  static UnaryOperator<FaastProvider> deployment(
      BiFunction<Deployment, DeploymentSpec, Deployment> change) {
    return provider ->
        new DelegatingProvider(provider) {
          @Override
          public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
            return super.deploy(spec).thenApply(deployed -> change.apply(deployed, spec));
          }
        };
  }

  /** Changes how attempts begin. */
  static UnaryOperator<FaastProvider> invoke(FaultyProvider.Fault fault) {
    return provider -> new FaultyProvider(provider, fault);
  }

  /** Changes outcomes; null loses one. */
  static UnaryOperator<FaastProvider> outcome(
      BiFunction<Attempt, Outcome, @Nullable Outcome> change) {
    return invoke(
        (way, attempt, listener) ->
            way.invoke(
                attempt,
                listening(
                    listener,
                    outcome -> {
                      Outcome changed = change.apply(attempt, outcome);
                      if (changed != null) {
                        listener.onOutcome(changed);
                      }
                    })));
  }

  /** Loses an outcome, and says so. */
  static @Nullable Outcome lose(Runnable lost) {
    lost.run();
    return null;
  }

  /** Says when a deployment is closed. */
  static UnaryOperator<FaastProvider> closed(Runnable told) {
    return deployment(
        (deployed, spec) ->
            new DelegatingDeployment(deployed) {
              @Override
              public CompletionStage<CleanupReport> close() {
                CompletionStage<CleanupReport> closing = super.close();
                var unused = closing.thenRun(told);
                return closing;
              }
            });
  }

  /** Changes what attempts report. */
  static UnaryOperator<FaastProvider> report(
      BiFunction<Outcome, AttemptReport, AttemptReport> change) {
    return outcome((attempt, outcome) -> with(outcome, change.apply(outcome, outcome.report())));
  }

  /** Changes what is done with the invocation of an attempt. */
  static UnaryOperator<FaastProvider> invocation(
      BiFunction<Invocation, AttemptListener, Invocation> change) {
    return invoke(
        (way, attempt, listener) -> change.apply(way.invoke(attempt, listener), listener));
  }

  /** Refuses more capabilities, and leaves them as they are. */
  static UnaryOperator<FaastProvider> refusing(Capability... capabilities) {
    return provider ->
        new DelegatingProvider(provider) {
          @Override
          public ProviderInfo info() {
            EnumSet<Capability> refused = EnumSet.noneOf(Capability.class);
            refused.addAll(super.info().refused());
            refused.addAll(java.util.List.of(capabilities));
            return new ProviderInfo(super.info().title(), refused, super.info().limits());
          }
        };
  }

  /** Hears outcomes in place of a listener, which still gets the items. */
  static AttemptListener listening(
      AttemptListener listener, java.util.function.Consumer<Outcome> onOutcome) {
    return new AttemptListener() {
      @Override
      public void onItem(ByteBuffer item) {
        listener.onItem(item);
      }

      @Override
      public void onOutcome(Outcome outcome) {
        onOutcome.accept(outcome);
      }
    };
  }

  static Outcome with(Outcome outcome, AttemptReport report) {
    if (outcome instanceof Outcome.Answered answered) {
      return new Outcome.Answered(answered.response(), report);
    }
    Outcome.Failed failed = (Outcome.Failed) outcome;
    return new Outcome.Failed(
        failed.kind(),
        failed.message(),
        failed.permanent(),
        failed.retryAfter(),
        failed.cause(),
        report);
  }

  static AttemptReport billed(AttemptReport report, long billedNanos) {
    return new AttemptReport(
        report.workerId(),
        report.executionId(),
        report.initNanos(),
        report.measuredNanos(),
        billedNanos,
        report.usage(),
        report.logUrl());
  }

  static ByteBuffer copy(ByteBuffer bytes) {
    ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
    return copy.put(bytes.duplicate()).flip();
  }

  static boolean thrown(Outcome outcome) {
    try {
      return outcome instanceof Outcome.Answered answered
          && io.faast.worker.ReplyMessage.read(answered.response())
              instanceof io.faast.worker.ReplyMessage.Thrown;
    } catch (io.faast.worker.ProtocolException e) {
      throw new IllegalStateException(e);
    }
  }
}
