package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterminismTest {
  @Test
  void sameInputGivesSameBytesWhereverAndHoweverItIsMade(@TempDir Path temp) throws Exception {
    List<byte[]> made = new ArrayList<>();
    List<Object> reports = new ArrayList<>();
    for (int threads = 1; threads <= 4; threads++) {
      // Other places, other file times, other orders of creation.
      Path place = Files.createDirectories(temp.resolve("place" + threads));
      List<Path> classPath = new ArrayList<>();
      for (Path jar : Workplace.jarsOfTests("jackson-")) {
        classPath.add(Files.copy(jar, place.resolve(jar.getFileName())));
      }
      BundleRequest request =
          BundleRequest.builder(new ClassPath(classPath))
              .root("com.fasterxml.jackson.databind.ObjectMapper")
              .build();
      for (int round = 0; round < 2; round++) {
        Path cache = place.resolve("cache" + round);
        Bundle bundle = Bundler.withCache(cache, threads).bundle(request);
        made.add(Files.readAllBytes(bundle.jar()));
        reports.add(
            bundle.report().classes().stream().map(name -> bundle.report().why(name)).toList());
      }
    }
    for (byte[] bytes : made) {
      assertThat(bytes).isEqualTo(made.get(0));
    }
    assertThat(reports).containsOnly(reports.get(0));
  }

  @Test
  void indexesFromTheCacheGiveTheSameBytesAsFreshOnes(@TempDir Path temp) throws Exception {
    ClassPath classPath = new ClassPath(Workplace.jarsOfTests("jackson-"));
    BundleRequest first =
        BundleRequest.builder(classPath).root("com.fasterxml.jackson.core.JsonFactory").build();
    BundleRequest second =
        BundleRequest.builder(classPath).root("com.fasterxml.jackson.databind.JsonNode").build();
    Bundler warm = Bundler.withCache(temp.resolve("warm"));
    warm.bundle(first);

    Bundle indexed = warm.bundle(second);
    Bundle fresh = Bundler.withCache(temp.resolve("cold")).bundle(second);

    assertThat(indexed.sha256()).isEqualTo(fresh.sha256()).isEqualTo(Sha256.of(indexed.jar()));
    assertThat(indexed.bytes()).isEqualTo(Files.size(indexed.jar()));
  }
}
