package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.spi.FaastProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ProvidersPageTest {
  private static final Path PAGE = Path.of("..", "docs", "providers.md");

  @Test
  void thePageSaysWhatTheProvidersDeclare() throws IOException {
    // Providers of this package are those of tests.
    List<FaastProvider> providers =
        ServiceLoader.load(FaastProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> !provider.getClass().getPackage().equals(getClass().getPackage()))
            .sorted(Comparator.comparing(FaastProvider::name))
            .toList();
    String page = ProvidersPage.of(providers);
    if (Boolean.getBoolean("faast.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "docs/providers.md is stale. Write it with: mvn -pl faast-cli -am test"
                + " -Dtest=ProvidersPageTest -Dfaast.docs.write=true"
                + " -Dsurefire.failIfNoSpecifiedTests=false")
        .isEqualTo(page);
  }
}
