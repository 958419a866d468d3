package io.faast.tck;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.Invocation;
import io.faast.spi.Meter;
import io.faast.spi.Outcome;
import io.faast.tck.probe.DelegatingDeployment;
import io.faast.tck.probe.DelegatingProvider;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;

/** Counts what a rule does with a provider, and changes nothing. Thread-safe. */
final class Witness extends DelegatingProvider {
  private static final int MOST_RESOURCES = 8;

  private final AtomicInteger deployments = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger items = new AtomicInteger();
  private final Map<String, Double> amounts = new ConcurrentHashMap<>();
  private final Set<String> resources = new ConcurrentSkipListSet<>();
  private final DoubleAdder dollars = new DoubleAdder();
  private volatile boolean priced = true;

  Witness(FaastProvider delegate) {
    super(delegate);
  }

  void saw(List<String> names) {
    resources.addAll(names);
  }

  Evidence evidence() {
    return new Evidence(
        deployments.get(),
        attempts.get(),
        items.get(),
        amounts,
        resources.stream().limit(MOST_RESOURCES).toList());
  }

  /** Counts a deployment that another JVM made. */
  void sawAnother() {
    deployments.incrementAndGet();
  }

  TckExtent extent() {
    return new TckExtent(
        deployments.get(),
        attempts.get(),
        priced ? OptionalDouble.of(dollars.sum()) : OptionalDouble.empty());
  }

  private void used(double[] usage, List<Meter> meters) {
    for (int i = 0; i < Math.min(usage.length, meters.size()); i++) {
      Meter meter = meters.get(i);
      amounts.merge(meter.name(), usage[i], Double::sum);
      if (meter.unitPrice().isPresent()) {
        dollars.add(usage[i] * meter.unitPrice().getAsDouble());
      } else if (usage[i] > 0) {
        priced = false;
      }
    }
  }

  @Override
  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
    return counted(super.deploy(spec));
  }

  /** Counts what is done with another provider, too. */
  FaastProvider of(FaastProvider other) {
    return new DelegatingProvider(other) {
      @Override
      public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
        return counted(super.deploy(spec));
      }
    };
  }

  private CompletionStage<Deployment> counted(CompletionStage<Deployment> deploying) {
    deployments.incrementAndGet();
    return deploying.thenApply(Watched::new);
  }

  private final class Watched extends DelegatingDeployment {
    private final List<Meter> meters;
    private final AtomicBoolean closed = new AtomicBoolean();

    Watched(Deployment delegate) {
      super(delegate);
      meters = delegate.meters();
    }

    @Override
    public Invocation invoke(Attempt attempt, AttemptListener listener) {
      attempts.incrementAndGet();
      return super.invoke(
          attempt,
          new AttemptListener() {
            @Override
            public void onItem(ByteBuffer item) {
              items.incrementAndGet();
              listener.onItem(item);
            }

            @Override
            public void onOutcome(Outcome outcome) {
              used(outcome.report().usage(), meters);
              listener.onOutcome(outcome);
            }
          });
    }

    /** Returns the provider's own stage, which is the same however often one asks. */
    @Override
    public CompletionStage<CleanupReport> close() {
      CompletionStage<CleanupReport> closing = super.close();
      if (closed.compareAndSet(false, true)) {
        var unused = closing.whenComplete((report, failure) -> used(ownUsage(), meters));
      }
      return closing;
    }
  }
}
