package io.faast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.spi.InvocationMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FaastOptionsTest {
  private static final FaastOptions DEFAULTS = FaastOptions.defaults();

  @Test
  void hasTheDocumentedDefaults() {
    assertThat(DEFAULTS.memoryMb()).isZero();
    assertThat(DEFAULTS.timeout()).isZero();
    assertThat(DEFAULTS.concurrency()).isZero();
    assertThat(DEFAULTS.rate()).isZero();
    assertThat(DEFAULTS.burst()).isEqualTo(1);
    assertThat(DEFAULTS.maxRetries()).isEqualTo(2);
    assertThat(DEFAULTS.backoffBase()).isEqualTo(Duration.ofMillis(200));
    assertThat(DEFAULTS.backoffCap()).isEqualTo(Duration.ofSeconds(20));
    assertThat(DEFAULTS.retryTimeouts()).isFalse();
    assertThat(DEFAULTS.retryOutOfMemory()).isFalse();
    assertThat(DEFAULTS.speculation()).isEqualTo(3);
    assertThat(DEFAULTS.env()).isEmpty();
    assertThat(DEFAULTS.includeClasses()).isEmpty();
    assertThat(DEFAULTS.includeFiles()).isEmpty();
    assertThat(DEFAULTS.excludes()).isEmpty();
    assertThat(DEFAULTS.gc()).isEqualTo(GcMode.AUTO);
    assertThat(DEFAULTS.retention()).isEqualTo(Duration.ofDays(1));
    assertThat(DEFAULTS.validateSerialization()).isTrue();
    assertThat(DEFAULTS.mode()).isEqualTo(InvocationMode.AUTO);
    assertThat(DEFAULTS.maxQueued()).isEqualTo(1_000_000);
    assertThat(DEFAULTS.description()).isEmpty();
    assertThat(DEFAULTS.owner()).isEmpty();
  }

  @Test
  void changesOneOptionAndKeepsTheOthers() {
    List<String> heard = new ArrayList<>();
    FaastOptions options =
        DEFAULTS
            .withMemoryMb(512)
            .withTimeout(Duration.ofSeconds(7))
            .withConcurrency(9)
            .withRate(2.5)
            .withBurst(3)
            .withMaxRetries(4)
            .withBackoffBase(Duration.ofMillis(5))
            .withBackoffCap(Duration.ofMillis(6))
            .withRetryTimeouts(true)
            .withRetryOutOfMemory(true)
            .withSpeculation(1.5)
            .withEnv(Map.of("A", "b"))
            .withIncludeClasses(List.of("a.B"))
            .withIncludeFiles(List.of("data"))
            .withExcludes(List.of("c.**"))
            .withGc(GcMode.OFF)
            .withRetention(Duration.ofHours(2))
            .withValidateSerialization(false)
            .withMode(InvocationMode.QUEUE)
            .withMaxQueued(11)
            .withDescription("nightly")
            .withProgress(heard::add)
            .withOwner("ci");
    assertThat(options.memoryMb()).isEqualTo(512);
    assertThat(options.timeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(options.concurrency()).isEqualTo(9);
    assertThat(options.rate()).isEqualTo(2.5);
    assertThat(options.burst()).isEqualTo(3);
    assertThat(options.maxRetries()).isEqualTo(4);
    assertThat(options.backoffBase()).isEqualTo(Duration.ofMillis(5));
    assertThat(options.backoffCap()).isEqualTo(Duration.ofMillis(6));
    assertThat(options.retryTimeouts()).isTrue();
    assertThat(options.retryOutOfMemory()).isTrue();
    assertThat(options.speculation()).isEqualTo(1.5);
    assertThat(options.env()).containsExactly(Map.entry("A", "b"));
    assertThat(options.includeClasses()).containsExactly("a.B");
    assertThat(options.includeFiles()).containsExactly("data");
    assertThat(options.excludes()).containsExactly("c.**");
    assertThat(options.gc()).isEqualTo(GcMode.OFF);
    assertThat(options.retention()).isEqualTo(Duration.ofHours(2));
    assertThat(options.validateSerialization()).isFalse();
    assertThat(options.mode()).isEqualTo(InvocationMode.QUEUE);
    assertThat(options.maxQueued()).isEqualTo(11);
    assertThat(options.description()).isEqualTo("nightly");
    assertThat(options.owner()).isEqualTo("ci");
    options.progress().accept("waiting");
    assertThat(heard).containsExactly("waiting");
    hasTheDocumentedDefaults();
  }

  @Test
  void copiesCollections() {
    List<String> files = new ArrayList<>(List.of("a"));
    FaastOptions options = DEFAULTS.withIncludeFiles(files);
    files.add("b");
    assertThat(options.includeFiles()).containsExactly("a");
  }

  @Test
  void refusesValuesOutOfRangeNamingOptionValueAndRange() {
    refused(() -> DEFAULTS.withMemoryMb(-1), "memoryMb is -1", "from 0 to");
    refused(() -> DEFAULTS.withTimeout(Duration.ofSeconds(-1)), "timeout is PT-1S", "from PT0S to");
    refused(() -> DEFAULTS.withConcurrency(-1), "concurrency is -1", "from 0 to 1000000");
    refused(() -> DEFAULTS.withRate(Double.NaN), "rate is NaN", "from 0.0 to 1000000.0");
    refused(() -> DEFAULTS.withRate(-0.1), "rate is -0.1", "from 0.0 to");
    refused(() -> DEFAULTS.withBurst(0), "burst is 0", "from 1 to");
    refused(() -> DEFAULTS.withMaxRetries(1001), "maxRetries is 1001", "from 0 to 1000");
    refused(() -> DEFAULTS.withBackoffBase(Duration.ofHours(2)), "backoffBase is PT2H", "to PT1H");
    refused(() -> DEFAULTS.withBackoffCap(Duration.ofHours(2)), "backoffCap is PT2H", "to PT1H");
    refused(() -> DEFAULTS.withSpeculation(-1), "speculation is -1.0", "from 0.0 to 100.0");
    refused(
        () -> DEFAULTS.withRetention(Duration.ofDays(366)), "retention is PT8784H", "to PT8760H");
    refused(() -> DEFAULTS.withMaxQueued(-1), "maxQueued is -1", "from 0 to");
    refused(() -> DEFAULTS.withDescription("x".repeat(1001)), "description is 1001", "to 1000");
    refused(() -> DEFAULTS.withOwner("x".repeat(101)), "owner is 101", "to 100");
    refused(() -> DEFAULTS.withEnv(Map.of("A=B", "")), "\"A=B\"", "env");
    refused(() -> DEFAULTS.withEnv(Map.of("", "")), "\"\"", "env");
    refused(() -> DEFAULTS.withIncludeClasses(List.of(" ")), "includeClasses", "blank");
    refused(() -> MapOptions.defaults().withWindow(-1), "window is -1", "from 0 to 1000000");
  }

  @Test
  void neverShowsTheValuesOfTheEnvironment() {
    assertThatThrownBy(() -> DEFAULTS.withEnv(Map.of("KEY", "secret\0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("KEY")
        .hasMessageNotContaining("secret");
  }

  private static void refused(Supplier<?> change, String... parts) {
    assertThatThrownBy(change::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts);
  }
}
