package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersCommandTest {
  @Test
  void showsWhatEachProviderCanDo() {
    Ran ran = Ran.faast("providers");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .startsWith("aws: AWS Lambda")
        .containsPattern("refuses +cancel")
        .contains("local: ")
        .containsPattern("class +io\\.faast\\.local\\.LocalProvider")
        .containsPattern("from +\\S+")
        .containsPattern("can +invoke, cancel, stream")
        .containsPattern("memory +512 MiB")
        .containsPattern("concurrency +\\d+, at most \\d+");
  }

  @Test
  void showsABrokenEntryInsteadOfPassingItOver(@TempDir Path dir) throws Exception {
    Path services = dir.resolve("META-INF/services/io.faast.spi.FaastProvider");
    Files.createDirectories(services.getParent());
    Files.writeString(services, "com.example.Gone\n");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {dir.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      Ran ran = Ran.faast("providers");
      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.out()).containsPattern("broken +.*com\\.example\\.Gone").contains("local: ");
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
