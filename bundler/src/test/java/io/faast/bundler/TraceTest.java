package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
  @TempDir Path temp;
  private Workplace place = new Workplace(Path.of(""));
  private Path module = Path.of("");
  private Path library = Path.of("");

  /** A library of classes of which the module names none. */
  @BeforeEach
  void compile() {
    place = new Workplace(temp);
    Map<String, String> sources =
        Map.of(
            "lib/A.java", "package lib; public class A { Object b = new B(); }",
            "lib/B.java", "package lib; public class B {}",
            "lib/C.java", "package lib; public class C {}");
    Path classes = place.compile("lib", sources);
    library = place.jar("lib.jar", classes, Map.of("data/x.txt", "x", "data/y.txt", "y"));
    module = place.compile("app", Map.of("app/M.java", "package app; public class M {}"));
  }

  private static Trace trace(Set<String> classes, Set<String> resources) {
    return new Trace(classes, Set.of(), resources);
  }

  private int add(Trace trace) throws BundleException {
    return TraceStore.in(place.cache).add("app.M", ClassPath.of(module, library), trace);
  }

  private Bundle bundle() throws BundleException {
    return place.bundle("app.M", module, library);
  }

  @Test
  void aLaterBundleHasWhatARunLoadedAndWhatThatNeeds() throws Exception {
    assertThat(bundle().report().classes()).containsExactly("app.M");
    int added = add(trace(Set.of("lib.A", "app.M", "made.AtRunTime"), Set.of("data/x.txt")));
    assertThat(added).isEqualTo(3);
    Bundle second = bundle();
    assertThat(second.report().classes()).containsExactly("app.M", "lib.A", "lib.B");
    assertThat(second.report().why("lib.A")).containsExactly("lib.A (loaded in a traced run)");
    assertThat(Workplace.contents(second.jar())).containsKey("data/x.txt");
  }

  @Test
  void resourcesOfAnEntryThatGivesNoClassAreKept() throws Exception {
    add(trace(Set.of(), Set.of("data/y.txt")));
    assertThat(Workplace.contents(bundle().jar()))
        .containsKey("data/y.txt")
        .doesNotContainKey("data/x.txt");
  }

  @Test
  void aDirectoryStandsForItsFiles() throws Exception {
    add(trace(Set.of(), Set.of("data/")));
    assertThat(Workplace.contents(bundle().jar())).containsKeys("data/x.txt", "data/y.txt");
  }

  @Test
  void aClassFileReadAsAResourceIsKeptAsAClass() throws Exception {
    add(trace(Set.of(), Set.of("lib/C.class")));
    assertThat(bundle().report().classes()).containsExactly("app.M", "lib.C");
  }

  @Test
  void aBundleThatWantsNoTraceIsAsBefore() throws Exception {
    String before = bundle().sha256();
    add(trace(Set.of("lib.A"), Set.of()));
    BundleRequest request =
        BundleRequest.builder(ClassPath.of(module, library)).root("app.M").traces(false).build();
    assertThat(place.bundle(request).sha256()).isEqualTo(before);
    assertThat(bundle().sha256()).isNotEqualTo(before);
  }

  @Test
  void whatWasSeenInAJarIsForgottenWithItsContentAndKeptUnderAnotherName() throws Exception {
    add(trace(Set.of("lib.A"), Set.of()));
    Path moved = temp.resolve("moved.jar");
    Files.copy(library, moved);
    assertThat(place.bundle("app.M", module, moved).report().classes()).contains("lib.A");
    Path changed = place.jar("changed.jar", temp.resolve("lib"), Map.of("data/z.txt", "z"));
    assertThat(place.bundle("app.M", module, changed).report().classes()).containsExactly("app.M");
  }

  @Test
  void otherModulesAreNotConcerned() throws Exception {
    Path other = place.compile("other", Map.of("app/N.java", "package app; public class N {}"));
    add(trace(Set.of("lib.A"), Set.of()));
    assertThat(place.bundle("app.N", other, library).report().classes()).containsExactly("app.N");
  }

  @Test
  void runsAreAddedToEachOther() throws Exception {
    assertThat(add(trace(Set.of("lib.B"), Set.of()))).isEqualTo(1);
    assertThat(add(trace(Set.of("lib.B", "lib.C"), Set.of()))).isEqualTo(1);
    assertThat(add(trace(Set.of("lib.C"), Set.of()))).isZero();
    assertThat(bundle().report().classes()).containsExactly("app.M", "lib.B", "lib.C");
  }

  @Test
  void theOrderOfRunsDoesNotMatter() throws Exception {
    List<String> made = new ArrayList<>();
    for (List<String> order : List.of(List.of("lib.A", "lib.C"), List.of("lib.C", "lib.A"))) {
      Path cache = temp.resolve("cache" + made.size());
      for (String name : order) {
        TraceStore.in(cache)
            .add("app.M", ClassPath.of(module, library), trace(Set.of(name), Set.of()));
      }
      BundleRequest request =
          BundleRequest.builder(ClassPath.of(module, library)).root("app.M").build();
      made.add(Bundler.withCache(cache).bundle(request).sha256());
    }
    assertThat(made.get(0)).isEqualTo(made.get(1));
  }

  @Test
  void anUnchangedTraceIsAnsweredFromTheCache() throws Exception {
    add(trace(Set.of("lib.A"), Set.of()));
    assertThat(bundle().reused()).isFalse();
    assertThat(bundle().reused()).isTrue();
    add(trace(Set.of("lib.A"), Set.of()));
    assertThat(bundle().reused()).isTrue();
    add(trace(Set.of("lib.C"), Set.of()));
    assertThat(bundle().reused()).isFalse();
  }

  @Test
  void aDamagedRecordIsNoRecord() throws Exception {
    add(trace(Set.of("lib.A"), Set.of()));
    Path record;
    try (var files = Files.list(place.cache.resolve("traces"))) {
      record = files.findFirst().orElseThrow();
    }
    byte[] right = Files.readAllBytes(record);
    Random random = new Random(11);
    for (int i = 0; i < 50; i++) {
      byte[] wrong = right.clone();
      wrong[random.nextInt(wrong.length)] ^= (byte) (1 + random.nextInt(255));
      Files.write(record, i % 2 == 0 ? wrong : java.util.Arrays.copyOf(right, i));
      assertThat(bundle().report().classes()).containsExactly("app.M");
    }
    assertThat(add(trace(Set.of("lib.A"), Set.of()))).isEqualTo(1);
  }

  @Test
  void nothingIsLostWhenManyRunsEndAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Integer>> runs = new ArrayList<>();
      for (String name : List.of("lib.A", "lib.B", "lib.C", "lib.A", "lib.B", "lib.C")) {
        runs.add(() -> add(trace(Set.of(name), Set.of())));
      }
      for (Future<Integer> run : threads.invokeAll(runs)) {
        run.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(bundle().report().classes()).containsExactly("app.M", "lib.A", "lib.B", "lib.C");
  }

  @Test
  void manyNamesAreBounded() {
    TraceFile file = TraceFile.read(new Cache(place.cache), "app.M");
    for (int entry = 0; entry < 5; entry++) {
      Set<String> names = new TreeSet<>();
      for (int i = 0; i < 60_000; i++) {
        names.add("p.C" + i);
      }
      file = file.and(Map.of("jar " + entry, trace(names, Set.of())));
    }
    assertThat(file.names()).isEqualTo(180_000);
    assertThat(file.of("jar 0").isEmpty()).as("added to longest ago").isTrue();
    assertThat(file.of("jar 4").classes()).hasSize(60_000);
  }
}
