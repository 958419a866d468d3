package io.faast.aws;

import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.InvocationMode;
import io.faast.tck.probe.DelegatingProvider;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The same account, with all calls through the queue. */
public final class AwsQueueTckTarget extends AwsTckTarget {
  private final FaastProvider provider = queued(super.provider());

  private static FaastProvider queued(FaastProvider provider) {
    return new DelegatingProvider(provider) {
      @Override
      public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
        return super.deploy(queued(spec));
      }
    };
  }

  @Override
  public Optional<FaastProvider> providerAt(InstantSource clock) {
    return super.providerAt(clock).map(AwsQueueTckTarget::queued);
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
