package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
  @TempDir Path temp;
  private Workplace place = new Workplace(Path.of(""));
  private Path module = Path.of("");
  private Path jar = Path.of("");

  @BeforeEach
  void compile() {
    place = new Workplace(temp);
    Path library = place.compile("lib", Map.of("lib/A.java", "package lib; public class A {}"));
    jar = place.jar("lib.jar", library, Map.of("lib/text.txt", "text"));
    module = place.compile("app", Map.of("app/M.java", source("one")), jar);
  }

  private static String source(String text) {
    return "package app; public class M extends lib.A { String s = \"" + text + "\"; }";
  }

  @Test
  void unchangedInputIsAnsweredFromTheCache() throws Exception {
    Bundle first = place.bundle("app.M", module, jar);
    Bundle second = place.bundle("app.M", module, jar);
    assertThat(first.reused()).isFalse();
    assertThat(second.reused()).isTrue();
    assertThat(second.jar()).isEqualTo(first.jar());
    assertThat(second.report().why("lib.A")).isEqualTo(List.of("app.M (root class)", "lib.A"));
  }

  @Test
  void touchedButEqualInputIsRecognisedByContent() throws Exception {
    Bundle first = place.bundle("app.M", module, jar);
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_600_000_000_000L));
    Bundle second = place.bundle("app.M", module, jar);
    assertThat(second.reused()).isTrue();
    assertThat(second.sha256()).isEqualTo(first.sha256());
  }

  @Test
  void changedClassOfTheSameSizeMakesAnotherBundle() throws Exception {
    Bundle first = place.bundle("app.M", module, jar);
    place.compile("app", Map.of("app/M.java", source("two")), jar);
    Files.setLastModifiedTime(module.resolve("app/M.class"), FileTime.fromMillis(1_000_000_000L));
    Bundle second = place.bundle("app.M", module, jar);
    assertThat(second.sha256()).isNotEqualTo(first.sha256());
  }

  @Test
  void classPathEntryThatAppearsLaterIsNoticed() throws Exception {
    Path late = temp.resolve("late");
    Bundle first = place.bundle("app.M", late, module, jar);
    place.write("late/new.txt", "new");
    Bundle second = place.bundle("app.M", late, module, jar);
    assertThat(Workplace.contents(first.jar())).doesNotContainKey("new.txt");
    assertThat(Workplace.contents(second.jar())).containsKey("new.txt");
  }

  @Test
  void damagedFilesAreMadeAnew() throws Exception {
    String sha256 = place.bundle("app.M", module, jar).sha256();
    Random random = new Random(5);
    for (int round = 0; round < 60; round++) {
      for (Path file : cacheFiles()) {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length == 0) {
          continue;
        }
        if (round % 3 == 0) {
          bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
        } else {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        }
        Files.write(file, bytes);
      }
      Bundle bundle = place.bundle("app.M", module, jar);
      assertThat(bundle.sha256()).isEqualTo(sha256).isEqualTo(Sha256.of(bundle.jar()));
      assertThat(bundle.report().classes()).containsExactly("app.M", "lib.A");
    }
  }

  @Test
  void deletedBundleIsMadeAnew() throws Exception {
    Bundle first = place.bundle("app.M", module, jar);
    Files.delete(first.jar());
    Bundle second = place.bundle("app.M", module, jar);
    assertThat(second.jar()).isEqualTo(first.jar()).exists();
  }

  @Test
  void manyBundlersMayShareADirectory() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Bundle>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        calls.add(() -> Bundler.withCache(place.cache).bundle(request()));
      }
      for (Future<Bundle> future : threads.invokeAll(calls)) {
        Bundle bundle = future.get();
        assertThat(Sha256.of(bundle.jar())).isEqualTo(bundle.sha256());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(cacheFiles()).noneMatch(file -> file.toString().endsWith(".tmp"));
  }

  private BundleRequest request() {
    return BundleRequest.builder(ClassPath.of(module, jar)).root("app.M").build();
  }

  @Test
  void directoriesAreTheUsersAlone() throws Exception {
    Files.createDirectories(place.cache);
    place.bundle("app.M", module, jar);
    for (String name : List.of("", "results", "bundles", "index", "tmp")) {
      assertThat(Files.getPosixFilePermissions(place.cache.resolve(name)))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void oldFilesAreSweptAndRecentOnesStay() throws Exception {
    Bundle bundle = place.bundle("app.M", module, jar);
    Cache cache = new Cache(place.cache);
    long now = System.currentTimeMillis();

    Sweeper.sweep(cache, now, 0);
    assertThat(bundle.jar()).as("used within a day, though over the size").exists();

    Sweeper.sweep(cache, now + Sweeper.MIN_AGE.multipliedBy(2).toMillis(), 0);
    assertThat(bundle.jar()).as("over the size").doesNotExist();

    Bundle again = place.bundle("app.M", module, jar);
    Sweeper.sweep(cache, now + Sweeper.MAX_AGE.plusDays(2).toMillis(), Long.MAX_VALUE);
    assertThat(again.jar()).as("too old").doesNotExist();
    try (Stream<Path> left = Files.list(place.cache.resolve("results"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatProvidersPutBesideBundlesIsSweptByItsOwnTime() throws Exception {
    Bundle bundle = place.bundle("app.M", module, jar);
    Path bundles = bundle.jar().resolveSibling("");
    long now = System.currentTimeMillis();
    for (String name : List.of("1.jsa", "1.archive", "2.jsa", "2.archive")) {
      Path file = Files.write(bundles.resolve(name), new byte[100]);
      Duration unused =
          name.startsWith("1") ? Sweeper.MAX_AGE.plusDays(1) : Sweeper.MAX_AGE.minusDays(1);
      Files.setLastModifiedTime(file, FileTime.fromMillis(now - unused.toMillis()));
    }
    Path left = Files.write(place.cache.resolve("tmp/run-1.tmp"), new byte[100]);
    Files.setLastModifiedTime(left, FileTime.fromMillis(now - Duration.ofDays(2).toMillis()));

    Sweeper.sweep(new Cache(place.cache), now, Long.MAX_VALUE);
    assertThat(bundles.resolve("1.jsa")).doesNotExist();
    assertThat(bundles.resolve("1.archive")).doesNotExist();
    assertThat(bundles.resolve("2.jsa")).exists();
    assertThat(bundles.resolve("2.archive")).exists();
    assertThat(bundle.jar()).exists();
    assertThat(left).as("of a process that was killed").doesNotExist();

    Sweeper.sweep(new Cache(place.cache), now, 0);
    assertThat(bundles.resolve("2.jsa")).as("over the size").doesNotExist();
  }

  private List<Path> cacheFiles() throws Exception {
    try (Stream<Path> files = Files.walk(place.cache)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
