package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.examples.audit.JarAudit;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BundleCommandTest {
  private static final String MODULE = JarAudit.class.getName();

  @TempDir Path dir;

  private String usual;

  private final String classPath =
      place(JarAudit.class) + File.pathSeparator + place(CommandLine.class);

  @BeforeEach
  void useACacheOfOurOwn() {
    usual = System.setProperty("faast.cache", dir.resolve("cache").toString());
  }

  @AfterEach
  void useTheUsualCache() {
    if (usual == null) {
      System.clearProperty("faast.cache");
    } else {
      System.setProperty("faast.cache", usual);
    }
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void writesABundleWithoutWhatTheModuleDoesNotNeed() throws Exception {
    Path jar = dir.resolve("audit.jar");
    Ran ran = Ran.faast("bundle", MODULE, "-c", classPath, "-o", jar);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).startsWith(jar.toString()).contains("SHA-256", "Taken, unpacked");
    try (JarFile bundle = new JarFile(jar.toFile())) {
      assertThat(bundle.getEntry("io/faast/examples/audit/JarAudit.class")).isNotNull();
      assertThat(bundle.getEntry("io/faast/examples/audit/JarFacts.class")).isNotNull();
      assertThat(bundle.getEntry("picocli/CommandLine.class")).isNull();
    }
  }

  @Test
  void tellsWhatLeadsToAClass() {
    String wanted = "io.faast.examples.audit.EndRecord";
    Ran ran = Ran.faast("bundle", MODULE, "-c", classPath, "--why", wanted);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out().lines().findFirst().orElse("")).contains(MODULE);
    assertThat(ran.out()).contains(wanted);
  }

  @Test
  void saysThatNothingLeadsToAClass() {
    Ran ran = Ran.faast("bundle", MODULE, "-c", classPath, "--why", "picocli.CommandLine");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("picocli.CommandLine is not in the bundle");
  }

  @Test
  void speaksJson() {
    Ran ran = Ran.faast("bundle", MODULE, "-c", classPath, "--json");
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out())
        .startsWith("{\"jar\":\"")
        .contains("\"sha256\":\"", "\"classes\":[\"io.faast.examples.audit.");
  }

  @Test
  void namesAClassThatIsNotThere() {
    Ran ran = Ran.faast("bundle", "com.example.Gone", "-c", classPath);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("com.example.Gone").doesNotContain("\tat ");
  }

  @Test
  void verboseShowsTheStackTrace() {
    Ran ran = Ran.faast("bundle", "com.example.Gone", "-c", classPath, "--verbose");
    assertThat(ran.err()).contains("\tat ");
  }

  @Test
  void refusesAClassPathThatDoesNotExist() {
    Ran ran = Ran.faast("bundle", MODULE, "-c", dir.resolve("gone.jar"));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("gone.jar", "does not exist");
    assertThat(Files.exists(dir.resolve("cache"))).isFalse();
  }

  @Test
  void refusesAReleaseThatIsTooOld() {
    Ran ran = Ran.faast("bundle", MODULE, "-c", classPath, "--release", "11");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--release is 11");
  }

  @Test
  void aStarStandsForTheJarsOfADirectory() throws Exception {
    Files.writeString(dir.resolve("b.jar"), "");
    Files.writeString(dir.resolve("a.JAR"), "");
    Files.writeString(dir.resolve("c.txt"), "");
    assertThat(ClassPathText.parse("x" + File.pathSeparator + dir + File.separator + "*"))
        .containsExactly(Path.of("x"), dir.resolve("a.JAR"), dir.resolve("b.jar"));
  }
}
