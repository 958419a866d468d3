package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM that has nothing but the bundle prints what one with the whole class path prints. */
class BundleRunsTest {
  private static final String MODULE =
      """
      package app;
      import com.fasterxml.jackson.databind.ObjectMapper;
      import java.util.*;
      import java.util.function.*;
      public class Module {
        public record Order(String id, int count, Optional<String> note, java.time.LocalDate day,
            Kind kind, List<Line> lines) {}
        public record Line(String sku, java.math.BigDecimal price) {}
        public enum Kind { SMALL { int weight() { return 1; } }, LARGE; int weight() { return 2; } }
        sealed interface Shape permits Square {}
        record Square(int side) implements Shape {}
        interface Greeter { String greet(String name); }
        public static void main(String[] args) throws Exception {
          ObjectMapper mapper = new ObjectMapper().findAndRegisterModules();
          Order order = new Order("a", 2, Optional.of("n"), java.time.LocalDate.of(2024, 2, 29),
              Kind.SMALL, List.of(new Line("s", new java.math.BigDecimal("1.50"))));
          String json = mapper.writeValueAsString(order);
          System.out.println(json + mapper.readValue(json, Order.class).equals(order));
          for (Kind kind : EnumSet.allOf(Kind.class)) System.out.println(kind + " " + kind.weight());
          Function<Integer, Supplier<String>> f = i -> () -> "lambda " + i;
          System.out.println(f.apply(3).get() + new Square(4));
          Greeter proxy = (Greeter) java.lang.reflect.Proxy.newProxyInstance(
              Module.class.getClassLoader(), new Class<?>[] {Greeter.class}, (p, m, a) -> "hi " + a[0]);
          System.out.println(proxy.greet("you"));
          for (var service : ServiceLoader.load(lib.Service.class)) System.out.println(service.name());
          try (var in = Module.class.getResourceAsStream("/app/data.txt")) {
            System.out.println(new String(in.readAllBytes()));
          }
          System.out.println(ResourceBundle.getBundle("app.Words", Locale.GERMAN).getString("yes"));
          System.out.println(Class.forName("lib." + "Hidden").getSimpleName());
          System.out.println(lib.Codecs.byName("Zip") + lib.Release.NAME);
          System.out.println(((lib.Thing) Class.forName(lib.Thing.class.getName() + "Impl")
              .getDeclaredConstructor().newInstance()).say());
          Object copy = copy(new Square2(9));
          System.out.println(copy);
        }
        record Square2(int side) implements java.io.Serializable {}
        static Object copy(Object o) throws Exception {
          var bytes = new java.io.ByteArrayOutputStream();
          try (var out = new java.io.ObjectOutputStream(bytes)) { out.writeObject(o); }
          return new java.io.ObjectInputStream(
              new java.io.ByteArrayInputStream(bytes.toByteArray())).readObject();
        }
      }
      """;

  private static final Map<String, String> LIBRARY =
      Map.of(
          "lib/Service.java", "package lib; public interface Service { String name(); }",
          "lib/One.java",
              "package lib; public class One implements Service {"
                  + " public String name() { return \"one\"; } }",
          "lib/Hidden.java", "package lib; public class Hidden {}",
          "lib/Thing.java", "package lib; public interface Thing { String say(); }",
          "lib/ThingImpl.java",
              "package lib; public class ThingImpl implements Thing {"
                  + " public String say() { return \"thing\"; } }",
          "lib/Codecs.java",
              "package lib; public class Codecs { public static Object byName(String n) throws"
                  + " Exception { return Class.forName(\"lib.codecs.\" + n + \"Codec\")"
                  + ".getDeclaredConstructor().newInstance(); } }",
          "lib/codecs/ZipCodec.java",
              "package lib.codecs; public class ZipCodec {"
                  + " public String toString() { return \"zip\"; } }",
          "lib/Release.java",
              "package lib; public class Release {"
                  + " public static final String NAME = name(); static String name() {"
                  + " return \"base\"; } }",
          "lib/Unused.java", "package lib; public class Unused {}");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void printsWhatTheWholeClassPathPrints(boolean deflate, @TempDir Path temp) throws Exception {
    Workplace place = new Workplace(temp);
    Path library = place.compile("lib", LIBRARY);
    Path newer =
        place.compile(
            "newer",
            Map.of(
                "lib/Release.java",
                "package lib; public class Release {"
                    + " public static final String NAME = name(); static String name() {"
                    + " return \"seventeen\"; } }"));
    Files.createDirectories(library.resolve("META-INF/versions/17/lib"));
    Files.copy(
        newer.resolve("lib/Release.class"),
        library.resolve("META-INF/versions/17/lib/Release.class"));
    Path libraryJar =
        place.jar(
            "lib.jar",
            library,
            Map.of(
                "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\n",
                "META-INF/services/lib.Service", "lib.One # the only one\n"));
    List<Path> classPath = new ArrayList<>(Workplace.jarsOfTests("jackson-"));
    assertThat(classPath).hasSizeGreaterThanOrEqualTo(5);
    classPath.add(0, libraryJar);
    Path module =
        place.compile(
            "module",
            Map.of(
                "app/Module.java",
                MODULE,
                "app/Words_de.java",
                "package app; public class Words_de extends java.util.ListResourceBundle {"
                    + " protected Object[][] getContents() {"
                    + " return new Object[][] {{\"yes\", \"ja\"}}; } }"),
            classPath.toArray(new Path[0]));
    place.write("module/app/data.txt", "some data");
    classPath.add(0, module);

    Bundle bundle =
        place.bundle(
            BundleRequest.builder(new ClassPath(classPath))
                .mainClass("app.Module")
                .deflate(deflate)
                .build());

    String expected = place.java("-cp", Workplace.join(classPath), "app.Module");
    assertThat(expected)
        .contains("true", "one", "some data", "ja", "Hidden", "zipseventeen", "thing");
    assertThat(place.java("-Xverify:all", "-jar", bundle.jar().toString()).lines())
        .filteredOn(line -> !line.contains("warning:"))
        .containsExactlyElementsOf(expected.lines().toList());
    assertThat(bundle.report().classes()).contains("app.Module").doesNotContain("lib.Unused");
  }

  @Test
  void bundlesTheClassPathOfARunningJvm(@TempDir Path temp) throws Exception {
    Workplace place = new Workplace(temp);

    Bundle bundle =
        place.bundle(
            BundleRequest.builder(ClassPath.of(BundleRunsTest.class.getClassLoader()))
                .mainClass(Speaker.class.getName())
                .build());

    assertThat(place.java("-jar", bundle.jar().toString())).isEqualTo("spoken\n");
    assertThat(bundle.report().classes()).contains(Speaker.class.getName()).hasSizeLessThan(10);
  }
}
