package io.faast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.FaastException;
import io.faast.FaastException.Kind;
import io.faast.spi.Capability;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.ProviderException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StartTest {
  private final ScriptedDeployment cloud = new ScriptedDeployment();
  private final TestProvider provider = new TestProvider(cloud);

  private void assertRefused(DeploymentSpec spec, Kind kind, String... words) {
    provider.deploy =
        asked -> {
          throw new AssertionError("it was deployed");
        };
    assertThatThrownBy(() -> Engine.start(provider, spec, Rig.PLAIN).join())
        .cause()
        .hasMessageContainingAll(words)
        .isInstanceOfSatisfying(FaastException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void numbersBeyondTheLimitsAreRefusedBeforeAnythingIsDeployed() {
    Duration minute = Duration.ofMinutes(1);
    assertRefused(
        TestProvider.spec(1, 64, minute, Map.of()),
        Kind.LIMIT_EXCEEDED,
        "memory",
        "64 MiB",
        "128 to 1024");
    assertRefused(
        TestProvider.spec(1, 200, minute, Map.of()), Kind.LIMIT_EXCEEDED, "memory", "steps of 64");
    assertRefused(
        TestProvider.spec(1, 512, Duration.ofHours(1), Map.of()),
        Kind.LIMIT_EXCEEDED,
        "timeout",
        "PT1H",
        "PT15M");
    assertRefused(
        TestProvider.spec(100_001, 512, minute, Map.of()),
        Kind.LIMIT_EXCEEDED,
        "concurrency",
        "100001",
        "100000");
    assertRefused(TestProvider.spec(0, 512, minute, Map.of()), Kind.LIMIT_EXCEEDED, "concurrency");
  }

  @Test
  void refusedCapabilityThatIsUsedIsNamed() {
    provider.refused.add(Capability.ENVIRONMENT);
    assertRefused(
        TestProvider.spec(1, 512, Duration.ofMinutes(1), Map.of("A", "b")),
        Kind.UNSUPPORTED,
        "ENVIRONMENT");
  }

  @Test
  void failedDeploymentTellsWhatTheProviderSaid() {
    provider.deploy =
        spec ->
            CompletableFuture.failedFuture(
                new ProviderException("The role is missing.", "Create the role.", null));
    assertThatThrownBy(() -> Engine.start(provider, TestProvider.spec(1), Rig.PLAIN).join())
        .cause()
        .hasMessageContaining("The role is missing.")
        .isInstanceOfSatisfying(
            FaastException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.DEPLOY_FAILED);
              assertThat(e.advice()).isEqualTo("Create the role.");
            });
  }
}
