package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/a.jar",
        "../a.jar",
        "a/../b.jar",
        "a//b.jar",
        "a/",
        "./a.jar",
        "a\\b.jar",
        "c:a.jar",
        "a\nb.jar",
        "a\u0000.jar"
      })
  void refusesANameThatIsNoPlainRelativePath(String name) {
    assertThatThrownBy(() -> Packing.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no name for a file in an archive");
    assertThatThrownBy(() -> Packing.of("a.jar").with(name, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesANameThatIsTooLong() {
    assertThatThrownBy(() -> Packing.of("x".repeat(1025))).hasMessageContaining("1024");
    assertThat(Packing.of("x".repeat(1024)).jarName()).hasSize(1024);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lib/a.jar", "LIB/A.JAR", "lib", "lib/a.jar/b", "etc/x", "etc", "ETC/X/y"})
  void refusesANameThatIsTaken(String name) {
    Packing layout = Packing.of("lib/a.jar").with("etc/x", new byte[0]);
    assertThatThrownBy(() -> layout.with(name, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @Test
  void refusesFilesThatAreNotSmall() {
    Packing half = Packing.of("a.jar").with("one", new byte[3 << 20]);
    assertThatThrownBy(() -> half.with("two", new byte[(1 << 20) + 1]))
        .hasMessageContaining("includeFiles");
    assertThat(half.with("two", new byte[1 << 20]).files()).hasSize(2);
  }

  @Test
  void laterChangesOfAContentDoNotMatter() {
    byte[] content = {1};
    Packing layout = Packing.of("a.jar").with("x", content);
    content[0] = 2;
    assertThat(layout.files().get("x")).containsExactly(1);
  }
}
