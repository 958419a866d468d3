package io.faast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.engine.Lack.Kind;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HavesTest {
  private static final String NAME = Functions.class.getName();

  private final Haves haves = new Haves(Functions.class);

  private static Lack method(String name, @Nullable List<String> parameters) {
    return new Lack(Kind.METHOD, NAME, name, parameters);
  }

  @Test
  void knowsTheClassesOfTheClassPathAndNotThoseOfTheJdk() {
    assertThat(haves.has(Lack.ofClass(NAME))).isTrue();
    assertThat(haves.has(Lack.ofClass(NAME + "$Pair"))).isTrue();
    assertThat(haves.has(Lack.ofClass(NAME + "$Gone"))).isFalse();
    assertThat(haves.has(Lack.ofClass("java.lang.String"))).as("cannot be bundled").isFalse();
    assertThat(haves.classes(Lack.ofClass(NAME))).containsExactly(NAME);
  }

  @Test
  void knowsMethodsByTheirParameters() {
    assertThat(haves.has(method("add", List.of("int", "int")))).isTrue();
    assertThat(haves.has(method("add", List.of("int")))).isFalse();
    assertThat(haves.has(method("add", List.of("int", "long")))).isFalse();
    assertThat(haves.has(method("echo", List.of("java.lang.String")))).isTrue();
    assertThat(haves.has(method("pair", List.of(NAME + "$Pair")))).isTrue();
    assertThat(haves.has(method("add", null))).isTrue();
    assertThat(haves.has(method("gone", null))).isFalse();
    assertThat(haves.has(method("hashCode", List.of()))).as("inherited").isTrue();
    assertThat(haves.has(method("<init>", List.of()))).isTrue();
    assertThat(haves.has(method("<init>", List.of("int")))).isFalse();
  }

  @Test
  void knowsFields() {
    assertThat(haves.has(new Lack(Kind.FIELD, NAME + "$Pair", "left", List.of()))).isTrue();
    assertThat(haves.has(new Lack(Kind.FIELD, NAME + "$Pair", "gone", List.of()))).isFalse();
  }

  @Test
  void knowsResourceBundlesInAllTheirLanguages(@TempDir Path place) throws Exception {
    Path own = Path.of(Functions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path copy = place.resolve(NAME.replace('.', '/') + ".class");
    Files.createDirectories(copy.getParent());
    Files.copy(own.resolve(NAME.replace('.', '/') + ".class"), copy);
    for (String language : List.of("", "_de", "_fr")) {
      Files.writeString(place.resolve("Words" + language + ".properties"), "a=b");
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {place.toUri().toURL()}, null)) {
      Haves there = new Haves(loader.loadClass(NAME));
      Lack lack = new Lack(Kind.RESOURCE_BUNDLE, "Words", "de_AT", List.of());
      assertThat(there.has(lack)).isTrue();
      assertThat(there.resources(lack)).containsExactly("Words.properties", "Words_de.properties");
      assertThat(there.classes(lack)).isEmpty();
      assertThat(there.has(new Lack(Kind.RESOURCE_BUNDLE, "Gone", "de", List.of()))).isFalse();
    }
  }
}
