package io.faast.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.spi.FaastProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private final LocalProvider provider = new LocalProvider();

  @Test
  void theProviderIsFound() {
    assertThat(ServiceLoader.load(FaastProvider.class))
        .anyMatch(found -> found instanceof LocalProvider && found.name().equals("local"));
  }

  @Test
  void textBecomesOptions() {
    assertThat(
            provider.parseOptions(
                Map.of(
                    "java-home", "/opt/java",
                    "log-directory", "logs",
                    "log-limit-mb", "5",
                    "jvm-options", "-Xss2m  -ea",
                    "trace", "true",
                    "cancel-grace-ms", "250")))
        .isEqualTo(
            LocalOptions.defaults()
                .withJavaHome(Path.of("/opt/java"))
                .withLogDirectory(Path.of("logs"))
                .withLogLimitMb(5)
                .withJvmOptions("-Xss2m", "-ea")
                .withTrace(true)
                .withCancelGrace(Duration.ofMillis(250)));
    assertThat(provider.parseOptions(Map.of())).isEqualTo(provider.defaultOptions());
  }

  @Test
  void badTextIsRefusedByName() {
    assertRefused("color", "red", "color", "log-limit-mb");
    assertRefused("log-limit-mb", "many", "log-limit-mb", "many");
    assertRefused("log-limit-mb", "0", "0", "1048576");
    assertRefused("jvm-options", "Xss2m", "Xss2m");
    assertRefused("java-home", " ", "java-home");
    assertRefused("cancel-grace-ms", "soon", "cancel-grace-ms", "soon");
    assertRefused("cancel-grace-ms", "-1", "cancelGrace", "PT1H");
    assertRefused("trace", "yes", "trace", "yes", "true or false");
  }

  private void assertRefused(String key, String value, String... named) {
    assertThatThrownBy(() -> provider.parseOptions(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(named);
  }

  @Test
  void limitsAgreeWithTheMachine() {
    var limits = provider.info().limits();
    assertThat(limits.maxMemoryMb()).isGreaterThanOrEqualTo(limits.defaultMemoryMb());
    assertThat(limits.defaultConcurrency()).isGreaterThanOrEqualTo(4);
    assertThat(provider.info().refused()).isEmpty();
  }
}
