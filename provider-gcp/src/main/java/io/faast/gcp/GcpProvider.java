package io.faast.gcp;

import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.ProviderException;
import io.faast.spi.ProviderInfo;
import io.faast.spi.ProviderOptions;
import io.faast.spi.Resource;
import io.faast.spi.SharedResource;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Runs functions in Google's Cloud Run functions. Its name is {@code gcp}; its options are {@link
 * GcpOptions}. Stateless and thread-safe.
 */
public final class GcpProvider implements FaastProvider {
  static final String NAME = "gcp";

  private final InstantSource clock;

  /** Makes the provider; cheap. */
  public GcpProvider() {
    this(InstantSource.system());
  }

  /** Makes one that takes this for the client's clock, to try what a wrong one does. */
  public GcpProvider(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int apiVersion() {
    return FaastProvider.API_VERSION;
  }

  @Override
  public ProviderInfo info() {
    return GcpLimits.info();
  }

  @Override
  public ProviderOptions defaultOptions() {
    return GcpOptions.defaults();
  }

  @Override
  public ProviderOptions parseOptions(Map<String, String> options) {
    return GcpOptionParser.parse(options);
  }

  @Override
  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
    return Background.run(
        "deploy", () -> new Deployer(spec, options(spec.options()), clock).deploy());
  }

  @Override
  public CompletionStage<List<Resource>> inventory(InventoryQuery query) {
    return Background.run(
        "inventory",
        () -> {
          try (Clients clients = Clients.open(options(query.options()), clock)) {
            return new Inventory(clients).list(query.runId());
          }
        });
  }

  @Override
  public CompletionStage<Void> delete(Resource resource, ProviderOptions options) {
    return Background.run(
        "delete",
        () -> {
          try (Clients clients = Clients.open(options(options), clock)) {
            new Deletion(clients).delete(resource);
          }
          return null;
        });
  }

  @Override
  public CompletionStage<List<SharedResource>> shared(ProviderOptions options) {
    return Background.run(
        "shared",
        () -> {
          try (Clients clients = Clients.open(options(options))) {
            return new SharedAccounts(clients).list();
          }
        });
  }

  @Override
  public CompletionStage<Void> deleteShared(SharedResource resource, ProviderOptions options) {
    return Background.run(
        "delete-shared",
        () -> {
          try (Clients clients = Clients.open(options(options))) {
            new SharedAccounts(clients).delete(resource);
          }
          return null;
        });
  }

  private static GcpOptions options(ProviderOptions options) {
    if (options instanceof GcpOptions gcp) {
      return gcp;
    }
    throw new ProviderException(
        "The Google Cloud provider was given options of provider \"" + options.provider() + "\".",
        "Give GcpOptions, or none.",
        null);
  }
}
