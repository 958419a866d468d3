package io.faast.local;

import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.ProviderException;
import io.faast.spi.ProviderInfo;
import io.faast.spi.ProviderOptions;
import io.faast.spi.Resource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Runs functions in JVM processes on this machine. Its name is {@code local}; its options are
 * {@link LocalOptions}. Stateless and thread-safe.
 */
public final class LocalProvider implements FaastProvider {
  static final String NAME = "local";

  /** Makes the provider; cheap. */
  public LocalProvider() {}

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
    return LocalLimits.info();
  }

  @Override
  public ProviderOptions defaultOptions() {
    return LocalOptions.defaults();
  }

  @Override
  public ProviderOptions parseOptions(Map<String, String> options) {
    return OptionParser.parse(options);
  }

  @Override
  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
    return inBackground("deploy", () -> new Deployer(spec, options(spec.options())).deploy());
  }

  @Override
  public CompletionStage<List<Resource>> inventory(InventoryQuery query) {
    return inBackground("inventory", () -> Inventory.list(query.runId()));
  }

  @Override
  public CompletionStage<Void> delete(Resource resource, ProviderOptions options) {
    return inBackground(
        "delete",
        () -> {
          Inventory.delete(resource);
          return null;
        });
  }

  private static LocalOptions options(ProviderOptions options) {
    if (options instanceof LocalOptions local) {
      return local;
    }
    throw new ProviderException(
        "The local provider was given options of provider \"" + options.provider() + "\".",
        "Give LocalOptions, or none.",
        null);
  }

  /** Runs what reads and writes files on a thread of its own. */
  static <T> CompletableFuture<T> inBackground(String what, Callable<? extends T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "faast-local-" + what);
    thread.setDaemon(true);
    thread.start();
    return result;
  }
}
