package io.faast.tck;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
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
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what a rule does with a provider, and changes nothing. Thread-safe. */
final class Witness extends DelegatingProvider {
  private static final int MOST_RESOURCES = 8;

  private final AtomicInteger deployments = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger items = new AtomicInteger();
  private final Map<String, Double> amounts = new ConcurrentHashMap<>();
  private final Set<String> resources = new ConcurrentSkipListSet<>();

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

  @Override
  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
    deployments.incrementAndGet();
    return super.deploy(spec).thenApply(Watched::new);
  }

  private final class Watched extends DelegatingDeployment {
    private final List<Meter> meters;

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
              double[] usage = outcome.report().usage();
              for (int i = 0; i < Math.min(usage.length, meters.size()); i++) {
                amounts.merge(meters.get(i).name(), usage[i], Double::sum);
              }
              listener.onOutcome(outcome);
            }
          });
    }
  }
}
