package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes they meet, the readers end with a result or with the error that is theirs. */
class FuzzTest {
  /** More with {@code -Dfaast.fuzz=100000}. */
  private static final int ROUNDS = Integer.getInteger("faast.fuzz", 1500);

  private static final String SOURCE =
      "package a; public class Root<T extends Comparable<T>> {"
          + " java.util.Map<String, ? super T[]> m; record R(int i, String s) {}"
          + " Object o(Object x) { return x instanceof R r ? (Runnable) () -> o(r.s() + r.i()) : 1L; }"
          + " enum E { A, B; } String s = \"a.b.C, \u00e9\ud83d\ude00 a/b.class\"; }";

  @Test
  void brokenJarsEndInABundleOrABundleException(@TempDir Path temp) throws Exception {
    Workplace place = new Workplace(temp);
    Path classes = place.compile("classes", Map.of("a/Root.java", SOURCE));
    Path jar =
        place.jar(
            "good.jar",
            classes,
            Map.of(
                "META-INF/MANIFEST.MF",
                    "Manifest-Version: 1.0\nMulti-Release: true\nClass-Path: x y\n",
                "META-INF/services/a.Root", "a.Root\n",
                "META-INF/versions/9/a.txt", "nine"));
    byte[] good = Files.readAllBytes(jar);
    Random random = new Random(20);
    int made = 0;
    for (int round = 0; round < ROUNDS / 3; round++) {
      Path broken = Files.write(temp.resolve("broken.jar"), mutate(good, random));
      try {
        made += place.bundle("a.Root", broken).bytes() > 0 ? 1 : 0;
      } catch (BundleException e) {
        assertThat(e).hasMessageContaining(broken.toString());
      }
    }
    assertThat(made).isLessThan(ROUNDS / 3);
  }

  @Test
  void brokenClassesEndInNamesOrInBroken(@TempDir Path temp) throws Exception {
    byte[] good = rootClass(temp);
    Random random = new Random(21);
    int broken = 0;
    for (int round = 0; round < ROUNDS * 10; round++) {
      NameTable table = new NameTable();
      Refs refs = new Refs();
      try {
        new Mentions(table).scan(mutate(good, random), refs);
        for (int i = 0; i < refs.size; i++) {
          assertThat(refs.values[i] >> 1).isLessThan(table.names().size());
        }
      } catch (ClassHead.Broken e) {
        broken++;
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
    assertThat(broken).isBetween(1, ROUNDS * 10 - 1);
  }

  @Test
  void factsOfBrokenClassesLeadNowhereElse(@TempDir Path temp) throws Exception {
    byte[] good = rootClass(temp);
    Random random = new Random(23);
    int broken = 0;
    for (int round = 0; round < ROUNDS * 10; round++) {
      FactsTable table = new FactsTable();
      try {
        int start = new FactsReader(table).read(mutate(good, random));
        assertThat(table.facts().isSound(new int[] {start})).isTrue();
      } catch (ClassHead.Broken | RuntimeException e) {
        broken++; // the indexer takes whatever is thrown for a broken class
      }
    }
    assertThat(broken).isBetween(1, ROUNDS * 10 - 1);
  }

  private static byte[] rootClass(Path temp) throws Exception {
    Path classes = new Workplace(temp).compile("classes", Map.of("a/Root.java", SOURCE));
    return Files.readAllBytes(classes.resolve("a/Root.class"));
  }

  @Test
  void brokenIndexesAreRejectedOrUsable(@TempDir Path temp) throws Exception {
    Workplace place = new Workplace(temp);
    Path jar = place.jar("a.jar", place.compile("c", Map.of("a/Root.java", SOURCE)), Map.of());
    Source source = JarSource.open(jar);
    Indexer indexer = new Indexer(new AtomicLong());
    indexer.add(source, Manifest.NONE);
    byte[] good = IndexFile.encode(indexer.run(1).get(0));
    Random random = new Random(22);
    int usable = 0;
    for (int round = 0; round < ROUNDS * 10; round++) {
      EntryIndex index = IndexFile.decode(mutate(good, random), source, Manifest.NONE);
      for (int file = 0; index != null && file < source.count(); file++) {
        int start = index.starts[file];
        usable++;
        assertThat(start < 0 || index.facts[index.parts[file]].isSound(new int[] {start})).isTrue();
      }
    }
    assertThat(usable).isPositive();
  }

  private static byte[] mutate(byte[] good, Random random) {
    byte[] bytes = good.clone();
    switch (random.nextInt(4)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> {
        int from = random.nextInt(bytes.length);
        int to = random.nextInt(bytes.length);
        int length = random.nextInt(bytes.length - Math.max(from, to));
        System.arraycopy(good, from, bytes, to, length);
      }
      default -> {
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
          bytes[random.nextInt(bytes.length)] =
              (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(3) - 1);
        }
      }
    }
    return bytes;
  }
}
