package io.faast.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.bundler.Bundle;
import io.faast.bundler.BundleRequest;
import io.faast.bundler.Bundler;
import io.faast.bundler.ClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs that use popular libraries do from a bundle, made without any configuration, exactly
 * what they do from their class path.
 *
 * <p>The system property {@code corpus} chooses workloads by name, separated by commas.
 */
class CorpusTest {
  private static final Path DIRECTORY = Path.of("target", "corpus").toAbsolutePath();
  private static final Path CACHE = DIRECTORY.resolve("cache");

  @BeforeAll
  static void startWithAnEmptyCache() throws IOException {
    Trees.delete(CACHE);
  }

  static Stream<Workload> workloads() throws IOException {
    String chosen = System.getProperty("corpus", "");
    Set<String> names = chosen.isEmpty() ? Set.of() : Set.of(chosen.split(","));
    List<Workload> all =
        Workload.all().stream()
            .filter(
                workload -> names.isEmpty() ? !workload.pending() : names.contains(workload.name()))
            .toList();
    assertThat(all).as("workloads chosen with -Dcorpus=" + chosen).isNotEmpty();
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  @Execution(ExecutionMode.CONCURRENT)
  void aBundleDoesWhatItsClassPathDoes(Workload workload) throws Exception {
    Path directory = DIRECTORY.resolve(workload.name());
    Trees.delete(directory);
    List<Path> available = ClassPath.of(CorpusTest.class.getClassLoader()).entries();
    List<Path> classPath = workload.classPath(directory.resolve("classes"), available);

    Run expected = Run.of(workload, classPath, directory, "classpath");
    assertThat(expected.exitCode()).as(() -> "exit code, class path: " + expected).isZero();
    assertThat(expected.cases()).containsKey("total");

    BundleRequest request =
        BundleRequest.builder(new ClassPath(classPath))
            .root(workload.mainClass())
            .mainClass(workload.mainClass())
            .build();
    Bundle bundle = Bundler.withCache(CACHE).bundle(request);
    Path jar = Files.copy(bundle.jar(), directory.resolve("bundle.jar"));
    Run actual = Run.of(workload, List.of(jar), directory, "bundle");

    assertThat(differences(expected.cases(), actual.cases()))
        .as("cases of " + workload + " that differ; to see more run " + directory + "/bundle.sh")
        .isEmpty();
    assertThat(actual.exitCode()).as(() -> "exit code, bundle: " + actual).isZero();
    assertThat(actual.out()).as("output from the bundle").isEqualTo(expected.out());
    assertThat(actual.err())
        .as("error output from the bundle")
        .containsExactlyInAnyOrderElementsOf(expected.err());
  }

  private static List<String> differences(
      Map<String, String> expected, Map<String, String> actual) {
    Set<String> names = new LinkedHashSet<>(expected.keySet());
    names.addAll(actual.keySet());
    names.remove("total");
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String want = expected.get(name);
      String got = actual.get(name);
      if (want == null || !want.equals(got)) {
        differences.add(name + "\n  class path: " + want + "\n  bundle:     " + got);
      }
    }
    return differences;
  }
}
