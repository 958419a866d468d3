package io.faast.engine;

import io.faast.spi.Capability;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.InvocationMode;
import io.faast.spi.Limits;
import io.faast.spi.ProviderInfo;
import io.faast.spi.ProviderOptions;
import io.faast.spi.Resource;
import io.faast.spi.RunTag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A provider whose deployments and resources the test holds in its hands. */
final class TestProvider implements FaastProvider {
  record Options(String provider) implements ProviderOptions {}

  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  final Set<Capability> refused = EnumSet.noneOf(Capability.class);
  final List<Resource> resources = new ArrayList<>();
  final List<String> deleted = new ArrayList<>();
  Function<DeploymentSpec, CompletionStage<Deployment>> deploy;
  Function<Resource, CompletionStage<Void>> delete =
      resource -> CompletableFuture.completedFuture(null);

  TestProvider(Deployment deployment) {
    deploy = spec -> CompletableFuture.completedFuture(deployment);
  }

  static DeploymentSpec spec(int concurrency) {
    return spec(concurrency, 512, Duration.ofSeconds(60), Map.of());
  }

  static DeploymentSpec spec(
      int concurrency, int memory, Duration timeout, Map<String, String> environment) {
    return new DeploymentSpec(
        new RunTag("run-1", "me", NOW),
        Functions.class,
        memory,
        timeout,
        concurrency,
        environment,
        List.of(),
        List.of(),
        List.of(),
        InvocationMode.AUTO,
        "",
        new Options("test"),
        sentence -> {});
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public int apiVersion() {
    return FaastProvider.API_VERSION;
  }

  @Override
  public ProviderInfo info() {
    Limits limits =
        new Limits(
            100_000,
            100_000,
            Duration.ofMinutes(15),
            Duration.ofSeconds(60),
            128,
            1024,
            64,
            512,
            100_000,
            10,
            Duration.ofMillis(1));
    return new ProviderInfo("Test", refused, limits);
  }

  @Override
  public ProviderOptions defaultOptions() {
    return new Options("test");
  }

  @Override
  public ProviderOptions parseOptions(Map<String, String> options) {
    return defaultOptions();
  }

  @Override
  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
    return deploy.apply(spec);
  }

  @Override
  public CompletionStage<List<Resource>> inventory(InventoryQuery query) {
    return CompletableFuture.completedFuture(List.copyOf(resources));
  }

  @Override
  public CompletionStage<Void> delete(Resource resource, ProviderOptions options) {
    synchronized (deleted) {
      deleted.add(resource.id());
    }
    return delete.apply(resource);
  }
}
