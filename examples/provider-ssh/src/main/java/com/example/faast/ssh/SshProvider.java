package com.example.faast.ssh;

import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.Limits;
import io.faast.spi.ProviderException;
import io.faast.spi.ProviderInfo;
import io.faast.spi.ProviderOptions;
import io.faast.spi.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Runs functions on machines that one can log in to with SSH, and that have Java 17 or newer and a
 * POSIX shell; nothing needs to be installed on them. Its name is {@code ssh}; its options are
 * {@link SshOptions}. Stateless and thread-safe.
 */
public final class SshProvider implements FaastProvider {
  static final String NAME = "ssh";

  /** The largest request, answer or item: both sides hold it in memory as one piece. */
  static final int PAYLOAD_BYTES = 16 << 20;

  private static final Limits LIMITS =
      new Limits(
          PAYLOAD_BYTES,
          PAYLOAD_BYTES,
          Duration.ofHours(24),
          Duration.ofSeconds(60),
          64,
          1 << 20,
          1,
          512,
          256,
          4,
          Duration.ofNanos(Usage.QUANTUM_NANOS));

  /** Makes the provider; cheap. */
  public SshProvider() {}

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
    return new ProviderInfo("Machines reached by SSH", Set.of(), LIMITS);
  }

  @Override
  public ProviderOptions defaultOptions() {
    return SshOptions.defaults();
  }

  @Override
  public ProviderOptions parseOptions(Map<String, String> options) {
    return SshOptionParser.parse(options);
  }

  @Override
  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
    return Background.run("deploy", () -> new Deployer(spec, options(spec.options())).deploy());
  }

  @Override
  public CompletionStage<List<Resource>> inventory(InventoryQuery query) {
    SshOptions options = options(query.options());
    return Background.run(
        "inventory",
        () -> {
          try (Machines machines = Machines.connect(options)) {
            return new Inventory(machines, options).list(query.runId());
          }
        });
  }

  @Override
  public CompletionStage<Void> delete(Resource resource, ProviderOptions options) {
    SshOptions all = options(options);
    return Background.run(
        "delete",
        () -> {
          Inventory.delete(resource, all);
          return null;
        });
  }

  private static SshOptions options(ProviderOptions options) {
    if (!(options instanceof SshOptions ssh)) {
      throw new ProviderException(
          "The ssh provider was given options of provider \"" + options.provider() + "\".",
          "Give SshOptions.",
          null);
    }
    return ssh;
  }
}
