package io.faast.aws;

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
 * Runs functions in AWS Lambda. Its name is {@code aws}; its options are {@link AwsOptions}.
 * Stateless and thread-safe.
 */
public final class AwsProvider implements FaastProvider {
  static final String NAME = "aws";

  private final InstantSource clock;

  /** Makes the provider; cheap. */
  public AwsProvider() {
    this(InstantSource.system());
  }

  /** Makes one that takes this for the client's clock, to try what a wrong one does. */
  public AwsProvider(InstantSource clock) {
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
    return AwsLimits.info();
  }

  @Override
  public ProviderOptions defaultOptions() {
    return AwsOptions.defaults();
  }

  @Override
  public ProviderOptions parseOptions(Map<String, String> options) {
    return AwsOptionParser.parse(options);
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
            return new SharedRole(clients).list();
          }
        });
  }

  @Override
  public CompletionStage<Void> deleteShared(SharedResource resource, ProviderOptions options) {
    return Background.run(
        "delete-shared",
        () -> {
          try (Clients clients = Clients.open(options(options))) {
            new SharedRole(clients).delete(resource);
          }
          return null;
        });
  }

  private static AwsOptions options(ProviderOptions options) {
    if (options instanceof AwsOptions aws) {
      return aws;
    }
    throw new ProviderException(
        "The AWS provider was given options of provider \"" + options.provider() + "\".",
        "Give AwsOptions, or none.",
        null);
  }
}
