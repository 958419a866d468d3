package io.faast.gcp;

import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.InvocationMode;
import io.faast.spi.Limits;
import io.faast.spi.ProviderInfo;
import io.faast.tck.probe.DelegatingProvider;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The same account, with all calls through the queue. */
public final class GcpQueueTckTarget extends GcpTckTarget {
  private final FaastProvider provider = queued(super.provider());

  private static FaastProvider queued(FaastProvider provider) {
    return new DelegatingProvider(provider) {
      /** Through the queue, calls must be shorter. */
      @Override
      public ProviderInfo info() {
        ProviderInfo info = super.info();
        Limits all = info.limits();
        Limits queued =
            new Limits(
                all.maxRequestBytes(),
                all.maxResponseBytes(),
                GcpLimits.QUEUE_TIMEOUT,
                all.defaultTimeout(),
                all.minMemoryMb(),
                all.maxMemoryMb(),
                all.memoryStepMb(),
                all.defaultMemoryMb(),
                all.maxConcurrency(),
                all.defaultConcurrency(),
                all.billingQuantum());
        return new ProviderInfo(info.title(), info.refused(), queued);
      }

      @Override
      public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
        return super.deploy(queued(spec));
      }
    };
  }

  @Override
  public Optional<FaastProvider> providerAt(InstantSource clock) {
    return super.providerAt(clock).map(GcpQueueTckTarget::queued);
  }

  @Override
  public FaastProvider provider() {
    return provider;
  }

  private static DeploymentSpec queued(DeploymentSpec spec) {
    return new DeploymentSpec(
        spec.run(),
        spec.module(),
        spec.memoryMb(),
        spec.timeout(),
        spec.concurrency(),
        spec.environment(),
        spec.includeClasses(),
        spec.includeFiles(),
        spec.excludes(),
        InvocationMode.QUEUE,
        spec.description(),
        spec.options(),
        spec.progress());
  }
}
