package io.faast.tck.reference;

import io.faast.spi.Capability;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.Limits;
import io.faast.spi.ProviderException;
import io.faast.spi.ProviderInfo;
import io.faast.spi.ProviderOptions;
import io.faast.spi.Resource;
import io.faast.spi.UnsupportedCapabilityException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Runs functions on threads of this process, and refuses what threads cannot do. */
public final class InProcessProvider implements FaastProvider {
  static final String NAME = "in-process";

  private static final ProviderInfo INFO =
      new ProviderInfo(
          "Threads of this process",
          Set.of(
              Capability.TIMEOUT,
              Capability.MEMORY_LIMIT,
              Capability.CRASH_DETECTION,
              Capability.ENVIRONMENT,
              Capability.LOGS),
          new Limits(
              1 << 20,
              1 << 20,
              Duration.ofHours(1),
              Duration.ofMinutes(1),
              64,
              1024,
              64,
              128,
              64,
              4,
              Duration.ofMillis(1)));

  private final InstantSource clock;

  public InProcessProvider() {
    this(InstantSource.system());
  }

  /** Makes one with that clock of the client, which it never asks. */
  InProcessProvider(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns the client's clock, for defects that do ask it. */
  public InstantSource clock() {
    return clock;
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
    return INFO;
  }

  @Override
  public ProviderOptions defaultOptions() {
    return new InProcessOptions("default");
  }

  @Override
  public ProviderOptions parseOptions(Map<String, String> options) {
    for (String key : options.keySet()) {
      if (!key.equals("place")) {
        throw new IllegalArgumentException("Unknown option " + key + "; there is only: place");
      }
    }
    return new InProcessOptions(options.getOrDefault("place", "default"));
  }

  @Override
  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
    if (!spec.environment().isEmpty()) {
      return CompletableFuture.failedFuture(
          new UnsupportedCapabilityException(NAME, Capability.ENVIRONMENT));
    }
    for (String file : spec.includeFiles()) {
      if (!Files.exists(Path.of(file))) {
        return CompletableFuture.failedFuture(
            new ProviderException("There is no file " + file, "Name a file that exists.", null));
      }
    }
    return CompletableFuture.supplyAsync(
        () -> new InProcessDeployment(spec, substrate(spec.options())));
  }

  @Override
  public CompletionStage<List<Resource>> inventory(InventoryQuery query) {
    return CompletableFuture.completedFuture(
        substrate(query.options()).tagged().stream()
            .filter(r -> query.runId() == null || r.run().runId().equals(query.runId()))
            .toList());
  }

  @Override
  public CompletionStage<Void> delete(Resource resource, ProviderOptions options) {
    Substrate substrate = substrate(options);
    Substrate.Thing thing = substrate.find(resource.id());
    if (thing == null) {
      return CompletableFuture.completedFuture(null);
    }
    if (thing.tag() == null || thing.live()) {
      return CompletableFuture.failedFuture(
          new ProviderException(
              resource.id() + " is in use, or carries no tag", "Close its run.", null));
    }
    substrate.delete(resource.id());
    return CompletableFuture.completedFuture(null);
  }

  static Substrate substrate(ProviderOptions options) {
    return Substrate.at(((InProcessOptions) options).place());
  }
}
