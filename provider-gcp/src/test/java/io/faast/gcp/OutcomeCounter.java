package io.faast.gcp;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.Invocation;
import io.faast.spi.Outcome;
import io.faast.tck.probe.DelegatingDeployment;
import io.faast.tck.probe.DelegatingProvider;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the outcomes that a provider tells, also those that nobody waits for any more. */
final class OutcomeCounter extends DelegatingProvider {
  private final AtomicLong outcomes = new AtomicLong();

  OutcomeCounter(FaastProvider delegate) {
    super(delegate);
  }

  long outcomes() {
    return outcomes.get();
  }

  @Override
  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
    return super.deploy(spec).thenApply(Counted::new);
  }

  private final class Counted extends DelegatingDeployment {
    Counted(Deployment delegate) {
      super(delegate);
    }

    @Override
    public Invocation invoke(Attempt attempt, AttemptListener listener) {
      return super.invoke(
          attempt,
          new AttemptListener() {
            @Override
            public void onItem(ByteBuffer item) {
              listener.onItem(item);
            }

            @Override
            public void onOutcome(Outcome outcome) {
              outcomes.incrementAndGet();
              listener.onOutcome(outcome);
            }
          });
    }
  }
}
