package io.faast.tck.probe;

import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.ProviderInfo;
import io.faast.spi.ProviderOptions;
import io.faast.spi.Resource;
import io.faast.spi.SharedResource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A provider that does what another does; override what should differ.
 *
 * @since 0.1.0
 */
public class DelegatingProvider implements FaastProvider {
  private final FaastProvider delegate;

  /** Makes a provider that does what {@code delegate} does. */
  public DelegatingProvider(FaastProvider delegate) {
    this.delegate = delegate;
  }

  @Override
  public String name() {
    return delegate.name();
  }

  @Override
  public int apiVersion() {
    return delegate.apiVersion();
  }

  @Override
  public ProviderInfo info() {
    return delegate.info();
  }

  @Override
  public ProviderOptions defaultOptions() {
    return delegate.defaultOptions();
  }

  @Override
  public ProviderOptions parseOptions(Map<String, String> options) {
    return delegate.parseOptions(options);
  }

  @Override
  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
    return delegate.deploy(spec);
  }

  @Override
  public CompletionStage<List<Resource>> inventory(InventoryQuery query) {
    return delegate.inventory(query);
  }

  @Override
  public CompletionStage<Void> delete(Resource resource, ProviderOptions options) {
    return delegate.delete(resource, options);
  }

  @Override
  public CompletionStage<List<SharedResource>> shared(ProviderOptions options) {
    return delegate.shared(options);
  }

  @Override
  public CompletionStage<Void> deleteShared(SharedResource resource, ProviderOptions options) {
    return delegate.deleteShared(resource, options);
  }
}
