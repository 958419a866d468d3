package io.faast.tck.probe;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.Invocation;
import io.faast.spi.Meter;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A deployment that does what another does; override what should differ.
 *
 * @since 0.1.0
 */
public class DelegatingDeployment implements Deployment {
  private final Deployment delegate;

  /** Makes a deployment that does what {@code delegate} does. */
  public DelegatingDeployment(Deployment delegate) {
    this.delegate = delegate;
  }

  @Override
  public Invocation invoke(Attempt attempt, AttemptListener listener) {
    return delegate.invoke(attempt, listener);
  }

  @Override
  public List<Meter> meters() {
    return delegate.meters();
  }

  @Override
  public double[] ownUsage() {
    return delegate.ownUsage();
  }

  @Override
  public URI logUrl() {
    return delegate.logUrl();
  }

  @Override
  public boolean learn(Set<String> classes, Set<String> resources) {
    return delegate.learn(classes, resources);
  }

  @Override
  public CompletionStage<CleanupReport> close() {
    return delegate.close();
  }
}
