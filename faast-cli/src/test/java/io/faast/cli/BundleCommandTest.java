package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.bundler.Bundler;
import io.faast.bundler.ClassPath;
import io.faast.bundler.Trace;
import io.faast.bundler.TraceStore;
import io.faast.examples.audit.JarAudit;
import java.io.File;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
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
    assertThat(ran.out())
        .startsWith(jar.toString())
        .contains("to deploy, with", "Taken from 1 of 2");
    try (JarFile bundle = new JarFile(jar.toFile())) {
      assertThat(bundle.getEntry("io/faast/examples/audit/JarAudit.class")).isNotNull();
      assertThat(bundle.getEntry("io/faast/examples/audit/JarFacts.class")).isNotNull();
      assertThat(bundle.getEntry("picocli/CommandLine.class")).isNull();
    }
  }

  @Test
  void writesTheZipThatIsDeployedWithTheJarInIt() throws Exception {
    Path zip = dir.resolve("audit.zip");
    Ran ran = Ran.faast("bundle", MODULE, "-c", classPath, "-o", zip);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains(zip + System.lineSeparator(), "with lib/audit.jar in it");
    Path jar = dir.resolve("unzipped.jar");
    try (ZipFile packed = new ZipFile(zip.toFile())) {
      assertThat(packed.stream().map(ZipEntry::getName)).containsExactly("lib/audit.jar");
      try (InputStream in = packed.getInputStream(packed.getEntry("lib/audit.jar"))) {
        Files.copy(in, jar);
      }
    }
    assertThat(Files.size(zip)).isLessThan(Files.size(jar));
    try (JarFile bundle = new JarFile(jar.toFile())) {
      assertThat(bundle.getEntry("io/faast/examples/audit/JarAudit.class")).isNotNull();
    }
  }

  @Test
  void refusesAnOutputThatCannotBeANameInAnArchive() {
    Ran ran = Ran.faast("bundle", MODULE, "-c", classPath, "-o", dir.resolve("a:b.zip"));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--output", "a:b");
  }

  @Test
  void writesAPageThatNeedsNothingElse() throws Exception {
    Path page = dir.resolve("bundle.html");
    Ran ran = Ran.faast("bundle", MODULE, "-c", classPath, "--html", page);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("The treemap is in " + page);
    String html = Files.readString(page);
    assertThat(html)
        .contains("default-src 'none'", "io/faast/examples/audit/JarAudit.class")
        .contains("<td class=name>io.faast.examples.audit</td>")
        .doesNotContain("http://www.example", "src=", "href=", "@DATA@", "@TITLE@");
  }

  @Test
  void namesFromJarsAreTextInThePage() throws Exception {
    String hostile = "<img src=x onerror=alert(1)>&</script><script>@TITLE@.txt";
    Path jar = dir.resolve("hostile.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(hostile));
      out.write(1);
    }
    Path page = dir.resolve("bundle.html");
    String both = jar + File.pathSeparator + classPath;
    Ran ran = Ran.faast("bundle", MODULE, "-c", both, "--html", page);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    String html = Files.readString(page);
    assertThat(html).doesNotContain("<img", "</script><script>");
    assertThat(html).contains("\\u003cimg src=x onerror=alert(1)\\u003e\\u0026", "&lt;img src=x");
  }

  @Test
  void tellsWhatEachEntryGaveAndWhatEachFileTakes() {
    Ran ran = Ran.faast("bundle", MODULE, "-c", classPath, "--json");
    assertThat(ran.out())
        .contains("\"packed\":{\"zip\":\"", "\"jarName\":\"lib/bundle.jar\"", "\"packedBytes\":")
        .contains("{\"name\":\"io/faast/examples/audit/JarAudit.class\",\"entry\":0,")
        .contains("\"rule\":\"root class\"");
  }

  @Test
  void whatATracedRunLoadedIsTakenUnlessItIsNotWanted() throws Exception {
    String loaded = "picocli.CommandLine$ExitCode";
    ClassPath entries = new ClassPath(ClassPathText.parse(classPath));
    Trace trace = new Trace(Set.of(loaded), Set.of(), Set.of());
    int added = TraceStore.in(Bundler.defaultCache()).add(MODULE, entries, trace);
    assertThat(added).isEqualTo(1);
    Ran ran = Ran.faast("bundle", MODULE, "-c", classPath);
    assertThat(ran.out()).contains("Added because a traced run loaded it", "  " + loaded);
    ran = Ran.faast("bundle", MODULE, "-c", classPath, "--no-trace");
    assertThat(ran.out()).doesNotContain("traced run", loaded);
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
  void tellsWhatLeadsToAMethod() {
    String wanted = "io.faast.examples.audit.EndRecord";
    Ran ran = Ran.faast("bundle", MODULE, "-c", classPath, "--why", wanted + ".<init>");
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).startsWith(MODULE + " (root class)").contains(wanted + ".<init>");
    Ran none = Ran.faast("bundle", MODULE, "-c", classPath, "--why", wanted + ".gone");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains(wanted + ".gone is not in the bundle");
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
