package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What libraries make or call by a name of which no string has the whole, or which is another
 * type's, is in the bundle.
 */
class ByNameRulesTest {
  @TempDir Path temp;
  private Workplace place;

  @BeforeEach
  void open() {
    place = new Workplace(temp);
  }

  /** Bundles a library of several source files and a body that uses it, and runs that. */
  private String run(Map<String, String> sources, String body, Path... others) throws Exception {
    Path classes = place.compile("lib", sources, others);
    Path jar = place.jar("lib.jar", new HashMap<>(Workplace.tree(classes)));
    String module =
        "package app; public class Module {"
            + " public static void main(String[] args) throws Exception {"
            + body
            + "} }";
    Path own = place.compile("module", Map.of("app/Module.java", module), jar, classes);
    Path[] path = new Path[others.length + 2];
    path[0] = own;
    path[1] = jar;
    System.arraycopy(others, 0, path, 2, others.length);
    Bundle bundle = place.bundle("app.Module", path);
    return place.java("-cp", bundle.jar().toString(), "app.Module").strip();
  }

  @Test
  void mappersMakeWhatSettersTake() throws Exception {
    String library =
        """
        package lib;
        public final class Lib {
          public static class Inner { private int size;
            public void setSize(int size) { this.size = size; } }
          public static class Config { private Inner inner;
            public void setInner(Inner inner) { this.inner = inner; }
            public Inner getInner() { return inner; } }
          static Object map(Class<?> type) throws Exception {
            Object made = type.getDeclaredConstructor().newInstance();
            for (var method : type.getMethods())
              if (method.getName().startsWith("set")) {
                Class<?> taken = method.getParameterTypes()[0];
                method.invoke(made, taken == int.class ? (Object) 7 : map(taken)); }
            return made; }
          public static int read() throws Exception {
            return ((Config) map(Config.class)).getInner().size; } }
        """;
    assertThat(run(Map.of("lib/Lib.java", library), "System.out.println(lib.Lib.read());"))
        .isEqualTo("7");
  }

  @Test
  void namesOfSeveralPartsArePutBehindPackages() throws Exception {
    String library =
        """
        package lib;
        public final class Lib {
          private static final String NAME = ".internal.Loader";
          public static String load() throws Exception {
            String name = Lib.class.getPackage().getName() + NAME;
            return Class.forName(name).getDeclaredConstructor().newInstance().toString(); } }
        """;
    String loader =
        """
        package lib.internal;
        public class Loader { public String toString() { return "loaded"; } }
        """;
    assertThat(
            run(
                Map.of("lib/Lib.java", library, "lib/internal/Loader.java", loader),
                "System.out.println(lib.Lib.load());"))
        .isEqualTo("loaded");
  }

  @Test
  void dataMayStandBetweenTheBeginningAndTheEndOfAName() throws Exception {
    String library =
        """
        package lib;
        public final class Lib {
          public static String load(String cpu, String os) throws Exception {
            String name = Lib.class.getPackageName() + ".platform." + cpu + "." + os + ".Aliases";
            return Class.forName(name).getDeclaredConstructor().newInstance().toString(); } }
        """;
    String aliases =
        """
        package lib.platform.risc.unix;
        public class Aliases { public String toString() { return "aliases"; } }
        """;
    assertThat(
            run(
                Map.of("lib/Lib.java", library, "lib/platform/risc/unix/Aliases.java", aliases),
                "System.out.println(lib.Lib.load(\"RISC\".toLowerCase(), \"Unix\".toLowerCase()));"))
        .isEqualTo("aliases");
  }

  @Test
  void methodsLookedUpInATypeAreCalledOnThoseThatImplementIt() throws Exception {
    String shape =
        """
        package shapes;
        public interface Shape {
          String draw();
          static Shape round() { return new Circle(); } }
        """;
    String circle =
        """
        package shapes;
        class Circle implements Shape { public String draw() { return "o"; } }
        """;
    Path shapes =
        place.compile("shapes", Map.of("shapes/Shape.java", shape, "shapes/Circle.java", circle));
    Path shapesJar = place.jar("shapes.jar", Workplace.tree(shapes));
    String reflect =
        """
        package lib;
        final class Reflect {
          static Object call(Class<?> type, String name, Object on) throws Exception {
            return type.getMethod(name).invoke(on); }
          static Object call(String type, String name, Object on) throws Exception {
            return call(Class.forName(type), name, on); } }
        """;
    for (String type : new String[] {"shapes.Shape.class", "\"shapes.Shape\""}) {
      String library =
          "package lib; public final class Lib {"
              + " public static Object call() throws Exception { return Reflect.call("
              + type
              + ", \"draw\", shapes.Shape.round()); } }";
      Map<String, String> sources = Map.of("lib/Lib.java", library, "lib/Reflect.java", reflect);
      assertThat(run(sources, "System.out.println(lib.Lib.call());", shapesJar))
          .as(type)
          .isEqualTo("o");
    }
  }
}
