package io.faast.examples.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.examples.audit.JarFiles.JarFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarFilesTest {
  @TempDir Path dir;

  private Path file(String name, int bytes) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, new byte[bytes]);
  }

  @Test
  void namesAJarByItsFileUnlessTwoAreCalledTheSame() throws IOException {
    file("a/x.jar", 1);
    file("b/x.jar", 2);
    file("b/y.JAR", 3);
    file("b/y.jar.sha1", 4);
    JarFiles files = JarFiles.below(dir);
    assertThat(files.jars())
        .extracting(JarFile::name)
        .containsExactly(
            Path.of("a", "x.jar").toString(), Path.of("b", "x.jar").toString(), "y.JAR");
    assertThat(files.bytes()).isEqualTo(6);
  }

  @Test
  void followsNoLinks() throws IOException {
    Path real = file("a/x.jar", 1);
    Files.createSymbolicLink(dir.resolve("link.jar"), real);
    Files.createSymbolicLink(dir.resolve("loop"), dir);
    assertThat(JarFiles.below(dir).jars()).hasSize(1);
  }

  @Test
  void aJarThatDoesNotFitIntoARequestIsNamedAndPassedOver() throws IOException {
    file("a.jar", 10);
    file("big.jar", 100_000);
    file("c.jar", 30);
    JarReader reader = new JarReader(JarFiles.below(dir).jars(), 50_000);
    assertThat(reader.next()).hasSize(10);
    assertThat(reader.next()).hasSize(30);
    assertThat(reader.hasNext()).isFalse();
    assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
    assertThat(reader.given(1).name()).isEqualTo("c.jar");
    assertThat(reader.skipped())
        .singleElement()
        .satisfies(
            trouble -> {
              assertThat(trouble.jar()).isEqualTo("big.jar");
              assertThat(trouble.why()).contains("97.7 KiB", "at most");
            });
  }

  @Test
  void aJarThatIsGoneMeanwhileIsNamedAndPassedOver() throws IOException {
    Path gone = file("a.jar", 10);
    file("b.jar", 20);
    List<JarFile> jars = JarFiles.below(dir).jars();
    Files.delete(gone);
    JarReader reader = new JarReader(jars, Integer.MAX_VALUE);
    assertThat(reader.next()).hasSize(20);
    assertThat(reader.given(0).name()).isEqualTo("b.jar");
    assertThat(reader.skipped()).extracting(AuditTotals.Trouble::jar).containsExactly("a.jar");
  }
}
