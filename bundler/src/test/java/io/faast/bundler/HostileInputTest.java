package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileInputTest {
  @TempDir Path temp;
  private Workplace place = new Workplace(Path.of(""));
  private Map<String, byte[]> files = Map.of();

  @BeforeEach
  void compile() {
    place = new Workplace(temp);
    files =
        Workplace.tree(
            place.compile(
                "classes",
                Map.of(
                    "a/Root.java", "package a; public class Root { Object used = new Used(); }",
                    "a/Used.java", "package a; public class Used {}",
                    "a/Unused.java", "package a; public class Unused {}")));
  }

  private void assertRefused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(BundleException.class).hasMessageContainingAll(parts);
  }

  @Test
  void missingRootsAreNamedWithWhatWasLookedAt() {
    Path jar = place.jar("a.jar", files);
    assertRefused(
        () -> place.bundle("b.Root", jar), "b.Root", jar.toString(), "Did you mean a.Root");
    BundleRequest.Builder request = BundleRequest.builder(ClassPath.of(jar)).root("a.Root");
    assertRefused(
        () -> place.bundle(request.includeClasses(List.of("c.**")).build()),
        "c.**",
        "includeClasses");
    assertRefused(() -> place.bundle("b.Root"), "b.Root", "empty");
  }

  @Test
  void missingFilesOfIncludeFilesAreNamed() {
    Path jar = place.jar("a.jar", files);
    for (String pattern : List.of("no/such/file", "no/such/*.txt", "../up")) {
      BundleRequest request =
          BundleRequest.builder(ClassPath.of(jar))
              .root("a.Root")
              .includeFiles(List.of(pattern))
              .build();
      assertRefused(() -> place.bundle(request), pattern);
    }
  }

  @Test
  void brokenClassMattersOnlyWhenItIsReached() throws Exception {
    files.put("a/Unused.class", new byte[] {1, 2, 3});
    Path jar = place.jar("unused.jar", files);
    assertThat(place.bundle("a.Root", jar).report().classes()).containsExactly("a.Root", "a.Used");

    byte[] used = files.get("a/Used.class");
    files.put("a/Used.class", Arrays.copyOf(used, 30));
    Path broken = place.jar("used.jar", files);
    assertRefused(
        () -> place.bundle("a.Root", broken),
        "used.jar",
        "a/Used.class",
        "a.Root (root class) -> a.Root.<init> -> a.Used",
        "excludes");
    Bundle without =
        place.bundle(
            BundleRequest.builder(ClassPath.of(broken))
                .root("a.Root")
                .excludes(List.of("a.Used"))
                .build());
    assertThat(without.report().classes()).containsExactly("a.Root");
  }

  @Test
  void classesTooNewForTheTargetAreNamed() throws Exception {
    files.get("a/Root.class")[7] = 44 + 25;
    Path jar = place.jar("new.jar", files);
    BundleRequest.Builder request = BundleRequest.builder(ClassPath.of(jar)).root("a.Root");
    assertRefused(
        () -> place.bundle(request.targetRelease(17).build()), "a.Root", "Java 25", "Java 17");
    assertThat(place.bundle(request.targetRelease(25).build()).reused()).isFalse();
    files.get("a/Root.class")[7] = 61;
    files.get("a/Used.class")[7] = 44 + 28;
    Bundle bundle = place.bundle("a.Root", place.jar("newer.jar", files));
    assertThat(bundle.report().notes()).singleElement().asString().contains("newer than");
    files.get("a/Used.class")[7] = 100;
    assertRefused(
        () -> place.bundle("a.Root", place.jar("newest.jar", files)),
        "newest.jar: a/Used.class was compiled for Java 56",
        "-> a.Used",
        "excludes");
  }

  @Test
  void unsafeNamesAreLeftOut() throws Exception {
    files.put("../evil.txt", new byte[] {1});
    files.put("/etc/evil.txt", new byte[] {1});
    files.put("a/../../evil.class", files.get("a/Used.class"));
    files.put("a\\evil.txt", new byte[] {1});
    Bundle bundle = place.bundle("a.Root", place.jar("evil.jar", files));
    assertThat(Workplace.contents(bundle.jar()).keySet()).noneMatch(name -> name.contains("evil"));
    assertThat(bundle.report().notes()).hasSize(4).allMatch(note -> note.contains("unsafe"));
  }

  @Test
  void zipBombsAreRefusedUnpacked() {
    files.put("a/zeros.bin", new byte[40 << 20]);
    Path jar = place.jar("bomb.jar", files);
    assertRefused(() -> place.bundle("a.Root", jar), "bomb.jar", "a/zeros.bin", "bomb", "a.Root");
  }

  @Test
  void entryThatUnpacksToMoreThanItSaysIsRefused() throws Exception {
    files.put("a/big.txt", new byte[10_000]);
    Path jar = place.jar("liar.jar", files);
    byte[] bytes = Files.readAllBytes(jar);
    int at = lastIndexOf(bytes, "a/big.txt") - 46 + 24;
    bytes[at] = 100;
    bytes[at + 1] = 0;
    Files.write(jar, bytes);
    assertRefused(() -> place.bundle("a.Root", jar), "liar.jar", "a/big.txt", "claims");
  }

  @Test
  void damagedContentIsNoticed() throws Exception {
    byte[] random = new byte[5000];
    new Random(1).nextBytes(random);
    files.put("a/noise.bin", random);
    Path jar = place.jar("damaged.jar", files);
    byte[] bytes = Files.readAllBytes(jar);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("a/noise.bin") + 500] ^= 1;
    Files.write(jar, bytes);
    assertRefused(() -> place.bundle("a.Root", jar), "damaged.jar", "a/noise.bin", "damaged");
  }

  @Test
  void unreadableEntryMattersOnlyWhenSomethingIsMissing() throws Exception {
    Path jar = place.jar("good.jar", files);
    Path bad = place.write("bad.jar", "this is no jar");
    Bundle bundle = place.bundle("a.Root", bad, jar);
    assertThat(bundle.report().notes()).singleElement().asString().contains("bad.jar", "not a zip");
    assertRefused(() -> place.bundle("b.Gone", bad, jar), "b.Gone", "bad.jar");
    files.remove("a/Used.class");
    Path lacking = place.jar("lacking.jar", files);
    assertRefused(() -> place.bundle("a.Root", bad, lacking), "a.Root", "a.Used", "bad.jar");
    assertThat(place.bundle("a.Root", lacking).report().missing())
        .containsExactly(new BundleReport.Missing("a.Used", "a.Root"));
  }

  @Test
  void manifestsMayGoInCircles() throws Exception {
    Path one = place.jar("one.jar", Map.of("META-INF/MANIFEST.MF", manifest("two.jar one.jar")));
    files.put("META-INF/MANIFEST.MF", manifest("one.jar gone.jar http://example.org/x.jar %%"));
    place.jar("two.jar", files);
    Bundle bundle = place.bundle("a.Root", one);
    assertThat(bundle.report().classes()).containsExactly("a.Root", "a.Used");
  }

  private static byte[] manifest(String classPath) {
    String text = "Manifest-Version: 1.0\r\nClass-Path: " + classPath + "\r\n\r\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void overlappingEntriesAreRefused() throws Exception {
    Path jar = place.jar("overlap.jar", files);
    byte[] bytes = Files.readAllBytes(jar);
    int used = lastIndexOf(bytes, "a/Used.class") - 46 + 42;
    System.arraycopy(new byte[] {1, 0, 0, 0}, 0, bytes, used, 4);
    Files.write(jar, bytes);
    assertRefused(() -> place.bundle("a.Root", jar), "overlap.jar", "overlaps");
  }

  private static int lastIndexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text);
  }
}
