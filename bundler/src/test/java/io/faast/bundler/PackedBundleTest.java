package io.faast.bundler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedBundleTest {
  @TempDir Path temp;
  private Workplace place = new Workplace(Path.of(""));

  @BeforeEach
  void setUp() {
    place = new Workplace(temp);
  }

  private BundleRequest jackson() {
    return BundleRequest.builder(new ClassPath(Workplace.jarsOfTests("jackson-")))
        .root("com.fasterxml.jackson.databind.ObjectMapper")
        .build();
  }

  private Bundle small() throws BundleException {
    Path module = place.compile("app", Map.of("app/M.java", "package app; public class M {}"));
    return place.bundle("app.M", module);
  }

  private static byte[] entry(Path zip, String name) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return file.getInputStream(file.getEntry(name)).readAllBytes();
    }
  }

  @Test
  void holdsTheJarAndIsMuchSmaller() throws Exception {
    Bundle bundle = place.bundle(jackson());
    PackedBundle packed = bundle.packed("lib/bundle.jar");
    assertThat(entry(packed.file(), "lib/bundle.jar")).isEqualTo(Files.readAllBytes(bundle.jar()));
    assertThat(packed.bytes())
        .isEqualTo(Files.size(packed.file()))
        .isLessThan(bundle.bytes() * 6 / 10);
  }

  @Test
  void canBeReadAsAStreamToo() throws Exception {
    Bundle bundle = small();
    Packing layout = Packing.of("bundle.jar").with("a.txt", "a".repeat(500).getBytes(UTF_8));
    try (ZipInputStream in =
        new ZipInputStream(Files.newInputStream(bundle.packed(layout).file()))) {
      ZipEntry first = in.getNextEntry();
      assertThat(first.getName()).isEqualTo("a.txt");
      assertThat(in.readAllBytes()).hasSize(500);
      assertThat(in.getNextEntry().getName()).isEqualTo("bundle.jar");
      assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(bundle.jar()));
      assertThat(in.getNextEntry()).isNull();
    }
  }

  @Test
  void holdsTheOtherFilesOfTheLayoutSortedByName() throws Exception {
    Packing layout =
        Packing.of("fn/bundle.jar")
            .with("host.json", "{}".getBytes(UTF_8))
            .with("fn/function.json", new byte[0])
            .with("etc/long.txt", "x".repeat(10_000).getBytes(UTF_8));
    PackedBundle packed = small().packed(layout);
    assertThat(Workplace.contents(packed.file()).keySet())
        .containsExactly("etc/long.txt", "fn/function.json", "host.json", "fn/bundle.jar");
    assertThat(entry(packed.file(), "host.json")).asString(UTF_8).isEqualTo("{}");
    assertThat(entry(packed.file(), "etc/long.txt")).hasSize(10_000);
  }

  @Test
  void bytesDependNeitherOnThreadsNorOnThePlace() throws Exception {
    List<String> made = new ArrayList<>();
    for (int threads = 1; threads <= 4; threads++) {
      Bundler bundler = Bundler.withCache(temp.resolve("cache" + threads), threads);
      made.add(bundler.bundle(jackson()).packed("lib/bundle.jar").sha256());
    }
    assertThat(made).containsOnly(made.get(0));
  }

  @Test
  void isMadeOnceForEachLayout() throws Exception {
    Bundle bundle = small();
    PackedBundle first = bundle.packed("a.jar");
    PackedBundle again = bundle.packed("a.jar");
    PackedBundle other = bundle.packed("b.jar");
    PackedBundle richer = bundle.packed(Packing.of("a.jar").with("x", new byte[] {1}));
    assertThat(first.reused()).isFalse();
    assertThat(again.reused()).isTrue();
    assertThat(again.bytes()).isEqualTo(first.bytes());
    assertThat(Set.of(first.file(), other.file(), richer.file())).hasSize(3);
    assertThat(again.file()).isEqualTo(first.file());
  }

  @Test
  void isReusedByOtherProcessesThatFindTheSameBundle() throws Exception {
    PackedBundle first = place.bundle(jackson()).packed("lib/bundle.jar");
    PackedBundle second = Bundler.withCache(place.cache).bundle(jackson()).packed("lib/bundle.jar");
    assertThat(second.reused()).isTrue();
    assertThat(second.file()).isEqualTo(first.file());
  }

  @Test
  void damagedOrDeletedZipIsMadeAnew() throws Exception {
    Bundle bundle = small();
    PackedBundle first = bundle.packed("a.jar");
    byte[] right = Files.readAllBytes(first.file());

    Files.delete(first.file());
    assertThat(bundle.packed("a.jar").reused()).isFalse();
    assertThat(first.file()).hasBinaryContent(right);

    byte[] wrong = right.clone();
    wrong[wrong.length / 2] ^= 1;
    Files.write(first.file(), wrong);
    Files.setLastModifiedTime(first.file(), FileTime.fromMillis(1_000));
    bundle.packed("a.jar");
    assertThat(first.file()).hasBinaryContent(right);

    Files.setLastModifiedTime(first.file(), FileTime.fromMillis(2_000));
    assertThat(bundle.packed("a.jar").reused()).as("touched, but whole").isTrue();
  }

  @Test
  void manyThreadsGetTheSame() throws Exception {
    Bundle bundle = place.bundle(jackson());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Set<String> digests = new HashSet<>();
    try {
      List<Callable<PackedBundle>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        calls.add(() -> bundle.packed("lib/bundle.jar"));
      }
      for (Future<PackedBundle> future : threads.invokeAll(calls)) {
        digests.add(future.get().sha256());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(digests).hasSize(1);
    try (Stream<Path> left = Files.list(place.cache.resolve("tmp"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void sharesTellWhereTheBytesGo() throws Exception {
    Bundle bundle = place.bundle(jackson());
    PackedBundle packed = bundle.packed("lib/bundle.jar");
    Map<String, Long> shares = packed.shares();
    long sum = shares.values().stream().mapToLong(Long::longValue).sum();
    assertThat(sum).isBetween(packed.bytes() - 400, packed.bytes());
    assertThat(shares).containsKey("com/fasterxml/jackson/databind/ObjectMapper.class");
    assertThat(shares.keySet()).hasSize(Workplace.contents(bundle.jar()).size() + 1);
  }

  @Test
  void sharesAreCountedOnce() throws Exception {
    PackedBundle packed = small().packed("a.jar");
    Map<String, Long> counted = packed.shares();
    // The same length, so that it is the same zip as far as it is looked at.
    Files.write(packed.file(), new byte[(int) packed.bytes()]);
    assertThat(packed.shares()).isEqualTo(counted).isNotEmpty();
  }

  @Test
  void sharesThatAreKeptForAnotherZipOrInAnotherFormAreCountedAgain() throws Exception {
    PackedBundle packed = small().packed("a.jar");
    Map<String, Long> counted = packed.shares();
    Path kept;
    try (Stream<Path> results = Files.list(place.cache.resolve("results"))) {
      kept = results.filter(file -> file.getFileName().toString().startsWith("s")).findAny().get();
    }
    String name = place.cache.relativize(kept).toString();
    Cache cache = new Cache(place.cache);
    RecordReader record = new RecordReader(cache.read(name));
    String format = record.text();
    int crc = record.number();
    byte[][] others = {
      new RecordWriter().text(format).number(crc + 1).number(1).text("x").number(1L).toByteArray(),
      new RecordWriter().text("other").number(crc).number(1).text("x").number(1L).toByteArray(),
      new RecordWriter().text(format).number(crc).number(2).text("x").number(1L).toByteArray(),
      new byte[0]
    };
    for (byte[] other : others) {
      cache.write(name, other);
      assertThat(packed.shares()).isEqualTo(counted);
    }
    Files.write(kept, new byte[] {1, 2, 3});
    assertThat(packed.shares()).isEqualTo(counted);
  }

  @Test
  void sharesAreToldWhereNothingCanBeKept() throws Exception {
    PackedBundle packed = small().packed("a.jar");
    Files.delete(place.cache.resolve("tmp"));
    Files.write(place.cache.resolve("tmp"), new byte[0]);
    assertThat(packed.shares()).isNotEmpty();
    assertThat(packed.shares()).isEqualTo(packed.shares());
  }

  @Test
  void isSweptWithTheCache() throws Exception {
    PackedBundle packed = small().packed("a.jar");
    Cache cache = new Cache(place.cache);
    long now = System.currentTimeMillis();
    Sweeper.sweep(cache, now, 0);
    assertThat(packed.file()).as("used within a day").exists();
    Sweeper.sweep(cache, now + Sweeper.MAX_AGE.plusDays(2).toMillis(), Long.MAX_VALUE);
    assertThat(packed.file()).doesNotExist();
  }

  @Test
  void aBundleThatIsGoneFromTheCacheCannotBePacked() throws Exception {
    Bundle bundle = small();
    Files.delete(bundle.jar());
    assertThatThrownBy(() -> bundle.packed("a.jar"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("bundle again");
    try (Stream<Path> left = Files.list(place.cache.resolve("tmp"))) {
      assertThat(left).isEmpty();
    }
  }
}
