package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MethodPathTest {
  @TempDir Path temp;
  private Workplace place = new Workplace(Path.of(""));
  private Path library = Path.of("");
  private Path module = Path.of("");

  @BeforeEach
  void compile() {
    place = new Workplace(temp);
    String base = "package lib; public class Base { public void inherited() {} }";
    String tool =
        "package lib; public class Tool extends Base {"
            + " public static void used() { helper(); } static void helper() {}"
            + " public static void unused() {} }";
    library =
        place.jar(
            "lib.jar",
            place.compile("lib", Map.of("lib/Base.java", base, "lib/Tool.java", tool)),
            Map.of());
    String source =
        "package app; public class M { public void run() { lib.Tool.used();"
            + " new lib.Tool().inherited(); } void own() {} }";
    module = place.compile("app", Map.of("app/M.java", source), library);
  }

  private List<String> why(String className, String method) throws BundleException {
    BundleRequest request =
        BundleRequest.builder(ClassPath.of(module, library)).root("app.M").build();
    return Bundler.withCache(place.cache).why(request, className, method);
  }

  @Test
  void everyStepOfTheWayIsNamed() throws Exception {
    assertThat(why("lib.Tool", "helper"))
        .containsExactly("app.M (root class)", "app.M.run", "lib.Tool.used", "lib.Tool.helper");
  }

  @Test
  void anInheritedMethodIsFoundWhereItIsDeclared() throws Exception {
    assertThat(why("lib.Tool", "inherited")).endsWith("lib.Base.inherited");
  }

  @Test
  void nothingLeadsToWhatWasLeftOut() throws Exception {
    assertThat(why("lib.Tool", "unused")).isEmpty();
    assertThat(why("lib.Tool", "gone")).isEmpty();
    assertThat(why("lib.Gone", "gone")).isEmpty();
  }

  @Test
  void theModulesOwnMethodsAreAllThere() throws Exception {
    assertThat(why("app.M", "own")).isNotEmpty().first().asString().startsWith("app.M");
  }
}
