package io.faast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.FaastException.Kind;
import io.faast.spi.Capability;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.ProviderOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LaunchTest {
  record Foreign(String provider) implements ProviderOptions {}

  private final InProcessProvider provider = new InProcessProvider();
  private final Launcher launcher = Faast.using(provider);

  @Test
  void deploysWithTheProvidersDefaults() {
    try (FaastModule<Sample> m = launcher.faast(Sample.class, Modules.OPTIONS)) {
      DeploymentSpec spec = provider.lastSpec;
      assertThat(spec.module()).isEqualTo(Sample.class);
      assertThat(spec.memoryMb()).isEqualTo(256);
      assertThat(spec.timeout()).isEqualTo(Duration.ofSeconds(30));
      assertThat(spec.concurrency()).isEqualTo(4);
      assertThat(spec.run().owner()).isEqualTo(System.getProperty("user.name"));
      assertThat(spec.run().runId()).isEqualTo(m.runId()).matches("[a-z0-9-]{20,40}");
      assertThat(m.provider()).isEqualTo("in-process");
      assertThat(m.moduleClass()).isEqualTo(Sample.class);
      assertThat(m.options()).isSameAs(Modules.OPTIONS);
      assertThat(m.logUrl()).hasScheme("file");
    }
  }

  @Test
  void handsTheOptionsToTheProvider() {
    List<String> progress = new ArrayList<>();
    FaastOptions options =
        Modules.OPTIONS
            .withMemoryMb(192)
            .withTimeout(Duration.ofSeconds(5))
            .withConcurrency(3)
            .withEnv(Map.of("A", "b"))
            .withIncludeClasses(List.of("x.Y"))
            .withIncludeFiles(List.of("data"))
            .withExcludes(List.of("z.**"))
            .withDescription("nightly")
            .withOwner("ci")
            .withProgress(progress::add);
    try (FaastModule<Sample> m = launcher.faast(Sample.class, options)) {
      DeploymentSpec spec = provider.lastSpec;
      assertThat(spec.memoryMb()).isEqualTo(192);
      assertThat(spec.timeout()).isEqualTo(Duration.ofSeconds(5));
      assertThat(spec.concurrency()).isEqualTo(3);
      assertThat(spec.environment()).containsExactly(Map.entry("A", "b"));
      assertThat(spec.includeClasses()).containsExactly("x.Y");
      assertThat(spec.includeFiles()).containsExactly("data");
      assertThat(spec.excludes()).containsExactly("z.**");
      assertThat(spec.description()).isEqualTo("nightly");
      assertThat(spec.run().owner()).isEqualTo("ci");
      spec.progress().accept("waiting");
      assertThat(progress).containsExactly("waiting");
    }
  }

  @Test
  void refusesBeforeDeploying() {
    assertThat(Modules.misuse(() -> launcher.faast(Runnable.class)))
        .hasMessageContaining("java.lang.Runnable cannot be a module");
    assertThat(Modules.misuse(() -> Faast.using(provider, new Foreign("aws")).faast(Sample.class)))
        .hasMessageContaining("are for provider \"aws\", not for \"in-process\"");
    Modules.failure(
        Kind.LIMIT_EXCEEDED, () -> launcher.faast(Sample.class, Modules.OPTIONS.withMemoryMb(200)));
    Modules.failure(
        Kind.LIMIT_EXCEEDED,
        () -> launcher.faast(Sample.class, Modules.OPTIONS.withTimeout(Duration.ofHours(1))));
    Modules.failure(
        Kind.LIMIT_EXCEEDED,
        () -> launcher.faast(Sample.class, Modules.OPTIONS.withConcurrency(9)));
    provider.refused = Set.of(Capability.ENVIRONMENT);
    Modules.failure(
        Kind.UNSUPPORTED,
        () -> launcher.faast(Sample.class, Modules.OPTIONS.withEnv(Map.of("A", "b"))));
    assertThat(provider.lastSpec).isNull();
  }

  @Test
  void reportsAFailedDeployment() {
    provider.failingDeploy = "The quota is used up.";
    assertThat(
            Modules.failure(
                Kind.DEPLOY_FAILED, () -> launcher.faast(Sample.class, Modules.OPTIONS)))
        .hasMessageContaining("The quota is used up.")
        .hasMessageContaining("Ask its owner.");
  }

  @Test
  void deploysWithoutBlocking() throws Exception {
    provider.deployGate = new CompletableFuture<>();
    CompletableFuture<FaastModule<Sample>> deployment =
        launcher.faastAsync(Sample.class, Modules.OPTIONS);
    assertThat(deployment).isNotDone();
    provider.deployGate.complete(null);
    try (FaastModule<Sample> m = deployment.get(30, TimeUnit.SECONDS)) {
      assertThat(m.call(Sample::hello).join()).isEqualTo("hello");
    }
  }

  @Test
  void endsTheFutureWithWhatIsWrong() {
    assertThatThrownBy(() -> launcher.faastAsync(Runnable.class).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(FaastException.class);
    assertThatThrownBy(() -> Faast.faastAsync("nowhere", Sample.class).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(FaastException.class);
  }

  @Test
  void deletesADeploymentThatWasCancelled() throws Exception {
    provider.deployGate = new CompletableFuture<>();
    CountDownLatch closed = new CountDownLatch(1);
    provider.onClose = closed::countDown;
    CompletableFuture<FaastModule<Sample>> deployment =
        launcher.faastAsync(Sample.class, Modules.OPTIONS);
    deployment.cancel(true);
    provider.deployGate.complete(null);
    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(provider.open).hasValue(0);
  }

  @Test
  void givesUpWhenItsThreadIsInterrupted() throws Exception {
    provider.deployGate = new CompletableFuture<>();
    CountDownLatch closed = new CountDownLatch(1);
    provider.onClose = closed::countDown;
    Thread.currentThread().interrupt();
    Modules.failure(Kind.CANCELLED, () -> launcher.faast(Sample.class, Modules.OPTIONS));
    assertThat(Thread.interrupted()).isTrue();
    provider.deployGate.complete(null);
    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void namesWhatCouldNotBeDeletedOnce() {
    FaastModule<Sample> m = launcher.faast(Sample.class, Modules.OPTIONS);
    provider.undeletable = List.of("queue q1 is locked.");
    assertThat(Modules.failure(Kind.INFRASTRUCTURE, m::close))
        .hasMessageContaining(m.runId())
        .hasMessageContaining("queue q1 is locked.");
    m.close();
    assertThat(m.closeAsync().join().failures()).containsExactly("queue q1 is locked.");
  }

  @Test
  void keepsCostAndStatisticsAfterClosing() {
    FaastModule<Sample> m = launcher.faast(Sample.class, Modules.OPTIONS);
    m.call(Sample::hello).join();
    m.call(Sample::over, "a").join();
    m.close();
    assertThat(provider.open).hasValue(0);
    assertThat(m.costSnapshot().total()).hasValue(1.0);
    assertThat(m.stats().total().completed()).isEqualTo(2);
    assertThat(m.stats("hello").completed()).isEqualTo(1);
    assertThat(m.stats(Sample::hello).completed()).isEqualTo(1);
    assertThat(m.stats("over(java.lang.String)").completed()).isEqualTo(1);
    assertThat(Modules.misuse(() -> m.stats("over"))).hasMessageContaining("several methods over");
    assertThat(Modules.misuse(() -> m.stats("nope"))).hasMessageContaining("no public method nope");
  }

  @Test
  void tellsStatisticsUntilTheSubscriptionIsClosed() throws Exception {
    try (FaastModule<Sample> m = launcher.faast(Sample.class, Modules.OPTIONS)) {
      CompletableFuture<StatsEvent> heard = new CompletableFuture<>();
      try (Subscription subscription = m.onStats(Duration.ofMillis(5), heard::complete)) {
        m.call(Sample::hello).join();
        assertThat(heard.get(30, TimeUnit.SECONDS).stats().function()).isEqualTo("hello");
      }
      assertThatThrownBy(() -> m.onStats(Duration.ZERO, event -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("every is PT0S");
    }
  }

  @Test
  void checksTheOptionsOfViews() {
    try (FaastModule<Sample> m = launcher.faast(Sample.class, Modules.OPTIONS)) {
      assertThatThrownBy(() -> m.limit(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("concurrency is 0");
      assertThatThrownBy(() -> m.timeout(Duration.ofMinutes(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("timeout is PT1M");
      assertThat(m.timeout(Duration.ofSeconds(1)).limit(2).call(Sample::zero).join())
          .isEqualTo("zero");
    }
  }
}
