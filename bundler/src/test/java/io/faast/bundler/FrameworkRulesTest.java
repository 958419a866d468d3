package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What containers, mappers, plug-in loaders and native code look at is in the bundle, with the
 * files that they read.
 */
class FrameworkRulesTest {
  private static final String FIRST = "META-INF/MANIFEST.MF";

  @TempDir Path temp;
  private Workplace place;
  private final Map<String, byte[]> extra = new HashMap<>();

  @BeforeEach
  void open() {
    place = new Workplace(temp);
  }

  private String run(String library, String body, String... options) throws Exception {
    return place.run(library, body, extra, options);
  }

  @Test
  void lambdasMayBeReadInAClassThatIsNoObject() throws Exception {
    String library =
        """
        import java.io.*;
        public final class Lib {
          public interface Maker extends Serializable { String make(); }
          public static Maker maker(String text) { return () -> "made " + text; }
          public static Object copy(Object object) throws Exception {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new ObjectOutputStream(out).writeObject(object);
            return new ObjectInputStream(new ByteArrayInputStream(out.toByteArray()))
                .readObject(); } }
        """;
    assertThat(run(library, "System.out.println(((Lib.Maker) Lib.copy(Lib.maker(\"x\"))).make());"))
        .isEqualTo("made x");
  }

  @Test
  void proxiesHandMethodsToObjectsThatHaveNotAllOfTheirInterfaces() throws Exception {
    String library =
        """
        import java.lang.reflect.Proxy;
        public final class Lib {
          interface Named { String name(String prefix); }
          public interface Both extends Named, Comparable<Both> {}
          static class Target implements Named {
            public String name(String prefix) { return prefix + "target"; } }
          static <T> T proxy(Object target, Class<T> type) {
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> method.invoke(target, arguments))); }
          public static String name() { return proxy(new Target(), Both.class).name("a "); } }
        """;
    assertThat(run(library, "System.out.println(Lib.name());")).isEqualTo("a target");
  }

  @Test
  void mappersReadTheAnnotationsOfTypesOfProperties() throws Exception {
    String library =
        """
        import java.lang.annotation.*;
        public final class Lib {
          @Retention(RetentionPolicy.RUNTIME) @interface As { Class<?> value(); }
          @As(Real.class) public interface Abstract {}
          public static class Real implements Abstract {
            public String toString() { return "real"; } }
          public static class Holder { private Abstract held;
            public void setHeld(Abstract value) { held = value; }
            public Abstract getHeld() { return held; } }
          public static Object map(Class<?> type) throws Exception {
            Object made = type.getDeclaredConstructor().newInstance();
            for (var method : type.getMethods())
              if (method.getName().startsWith("set")) {
                As as = method.getParameterTypes()[0].getAnnotation(As.class);
                method.invoke(made, as.value().getDeclaredConstructor().newInstance()); }
            return type.getMethod("getHeld").invoke(made); }
          public static Object map() throws Exception { return map(Holder.class); } }
        """;
    assertThat(run(library, "System.out.println(Lib.map());")).isEqualTo("real");
  }

  @Test
  void listsBesideThoseOfServicesMayNameClasses() throws Exception {
    extra.put("META-INF/services/org/plugins", "class=lib.Plugin".getBytes(StandardCharsets.UTF_8));
    String library =
        """
        public final class Lib {
          static String name(String directory) throws Exception {
            var list = new java.util.Properties();
            list.load(Lib.class.getResourceAsStream("/META-INF/services/" + directory));
            return list.getProperty("class"); }
          public static Object plugin(String directory) throws Exception {
            return Class.forName(name(directory)).getDeclaredConstructor().newInstance(); } }
        class Plugin { public String toString() { return "plugin"; } }
        """;
    assertThat(run(library, "System.out.println(Lib.plugin(\"org/plugins\"));"))
        .isEqualTo("plugin");
  }

  @Test
  void jarsOfWhichNothingElseIsReachedMayHavePlugins() throws Exception {
    Path plugin =
        place.compile(
            "plugin",
            Map.of(
                "other/Plugin.java",
                "package other; public class Plugin { public Plugin() {}"
                    + " public String toString() { return \"plugged in\"; } }"));
    Path jar =
        place.jar("plugin.jar", plugin, Map.of("META-INF/plugins/of/lib/one", "= other.Plugin"));
    String source =
        """
        package app; import java.util.Properties;
        public class Module { public static void main(String[] args) throws Exception {
          Properties list = new Properties();
          list.load(Module.class.getResourceAsStream("/META-INF/plugins/of/lib/" + args[0]));
          System.out.println(Class.forName(list.getProperty("")).getDeclaredConstructor()
              .newInstance()); } }
        """;
    Path module = place.compile("module", Map.of("app/Module.java", source));
    Bundle bundle = place.bundle("app.Module", module, jar);
    assertThat(place.java("-cp", bundle.jar().toString(), "app.Module", "one").strip())
        .isEqualTo("plugged in");
  }

  @Test
  void sourcesAreOlderThanTheClassesMadeOfThem() throws Exception {
    Path classes = place.compile("lib", Map.of("lib/Lib.java", "package lib; class Lib {}"));
    Path jar = place.jar("lib.jar", classes, Map.of("lib/Lib.src", "source"));
    Bundle bundle = place.bundle("lib.Lib", jar);
    try (java.util.jar.JarFile file = new java.util.jar.JarFile(bundle.jar().toFile())) {
      assertThat(file.getEntry("lib/Lib.class").getTime())
          .isGreaterThan(file.getEntry("lib/Lib.src").getTime());
    }
  }

  @Test
  void annotationsOfInterfacesAreLookedAt() throws Exception {
    String library =
        """
        import java.lang.annotation.*;
        public final class Lib {
          @Retention(RetentionPolicy.RUNTIME) @interface Known {}
          @Known interface Marked {}
          static class Made implements Marked {}
          static boolean known(Object made) {
            return made.getClass().getInterfaces()[0].isAnnotationPresent(Known.class); }
          public static boolean known() { return known(new Made()); } }
        """;
    assertThat(run(library, "System.out.println(Lib.known());")).isEqualTo("true");
  }

  @Test
  void annotatedMemberClassesAreListed() throws Exception {
    String library =
        """
        import java.lang.annotation.*;
        public final class Lib {
          @Retention(RetentionPolicy.RUNTIME) @interface Part {}
          @Retention(RetentionPolicy.RUNTIME) @Part @interface Special {}
          static class Parts {
            @Special static class One {} @Part static class Two {} static class Three {} }
          static int count(Class<?> type) throws Exception {
            int count = 0;
            for (Class<?> member : type.getDeclaredClasses())
              for (Annotation one : member.getAnnotations())
                if (one.annotationType() == Part.class
                    || one.annotationType().isAnnotationPresent(Part.class)) {
                  member.getDeclaredConstructor().newInstance(); count++; }
            return count; }
          public static int count() throws Exception { return count(Parts.class); } }
        """;
    assertThat(run(library, "System.out.println(Lib.count());")).isEqualTo("2");
  }

  @Test
  void filesMayNameClassesByTheirOwnNames() throws Exception {
    extra.put("META-INF/lib/beans/lib.Plugin", new byte[0]);
    String library =
        """
        public final class Lib {
          public static Object make(String name) throws Exception {
            if (Lib.class.getResource("/META-INF/lib/beans/" + name) == null) return null;
            return Class.forName(name).getDeclaredConstructor().newInstance(); } }
        class Plugin { public String toString() { return "plugin"; } }
        """;
    String body = "System.out.println(Lib.make(\"lib\".concat(\".Plug\".concat(\"in\"))));";
    assertThat(run(library, body)).isEqualTo("plugin");
  }

  @Test
  void servicesThatNoClassNamesAreLists() throws Exception {
    extra.put("META-INF/services/lib.Hook", "lib.Fisher".getBytes(StandardCharsets.UTF_8));
    String library =
        """
        import java.io.*;
        public final class Lib {
          static Object first(String name) throws Exception {
            try (BufferedReader list = new BufferedReader(new InputStreamReader(
                Lib.class.getResourceAsStream("/META-INF/services/" + name)))) {
              return Class.forName(list.readLine()).getDeclaredConstructor().newInstance(); } }
          public static Object first() throws Exception { return first("lib.Hook"); } }
        class Fisher { Fisher() {} public String toString() { return "hooked"; } }
        """;
    assertThat(run(library, "System.out.println(Lib.first());")).isEqualTo("hooked");
  }

  @Test
  void nativeCodeMakesWhatLiesBesideItsMethods() throws Exception {
    extra.put("lib/liblib.so_linux_amd64", new byte[] {1, 2, 3});
    String library =
        """
        public final class Lib {
          static native void run();
          static class Value { Value() {} static String valueOf(Object it) { return it + "!"; } }
          public static String call(String type, String method) throws Exception {
            var found = Class.forName(type).getDeclaredMethod(method, Object.class);
            return (String) found.invoke(null, "native"); } }
        """;
    // Names as native code has them, which no analysis of text puts together.
    String body =
        "System.out.println(Lib.call(new String(new char[] {'l', 'i', 'b', '.', 'L', 'i', 'b', '$',"
            + " 'V', 'a', 'l', 'u', 'e'}), new String(new char[] {'v', 'a', 'l', 'u', 'e', 'O',"
            + " 'f'})));";
    assertThat(run(library, body)).isEqualTo("native!");
  }

  @Test
  void whoImplementsOwnInterfacesMakesWhatTheirMethodsTake() throws Exception {
    String library =
        """
        public final class Lib {
          public static class Box { int value = 7; public Box() {}
            public String toString() { return "box " + value; } }
          public static Object argument(Class<?> type) throws Exception {
            return type.getMethods()[0].getParameterTypes()[0].getDeclaredConstructor()
                .newInstance(); } }
        """;
    String body =
        "System.out.println(Lib.argument(Callback.class)); } interface Callback {"
            + " void call(Lib.Box box);";
    assertThat(run(library, body)).isEqualTo("box 7");
  }

  @Test
  void serviceListsMayBeReadAsFiles() throws Exception {
    String library =
        """
        public class Lib { public static Object make() throws Exception {
          try (var in = Lib.class.getResourceAsStream("/META-INF/services/lib.Lib")) {
            String name = new String(in.readAllBytes()).split(",")[0].trim();
            return Class.forName(name).getDeclaredConstructor().newInstance(); } }
          static class One extends Lib { public String toString() { return "one"; } }
          static class Two extends Lib {} }
        """;
    extra.put("META-INF/services/lib.Lib", "lib.Lib$One".getBytes(StandardCharsets.UTF_8));
    assertThat(run(library, "System.out.println(Lib.make());")).isEqualTo("one");
  }

  @Test
  void packagesKnowTheVersionsOfTheirJars() throws Exception {
    String library =
        """
        public class Lib { public static String version() {
          Package it = Lib.class.getPackage();
          return it.getImplementationVersion() + "/" + it.getSpecificationTitle() + "/"
              + it.getImplementationVendor(); } }
        """;
    String title = "a title that is longer than the seventy-two bytes of a line, with ü, that's it";
    extra.put(
        FIRST,
        ("Manifest-Version: 1.0\r\nImplementation-Version: 1.2\r\nSpecification-Title: "
                + title.substring(0, 40)
                + "\r\n "
                + title.substring(40)
                + "\r\n\r\nName: lib/\r\nImplementation-Version: 3.4\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    assertThat(run(library, "System.out.println(Lib.version());", "-Dfile.encoding=UTF-8"))
        .isEqualTo("3.4/" + title + "/null");
  }

  @Test
  void jarsKnowTheirMavenVersionsIfSomebodyAsks() throws Exception {
    String library =
        """
        public class Lib { public static String version(String file) throws Exception {
          var properties = new java.util.Properties();
          try (var in = Lib.class.getResourceAsStream(file)) { properties.load(in); }
          return properties.getProperty("version"); }
          public static String version() throws Exception {
            return version("/META-INF/maven/g/a/pom.properties"); } }
        """;
    extra.put("META-INF/maven/g/a/pom.properties", "version=5.6".getBytes(StandardCharsets.UTF_8));
    assertThat(run(library, "System.out.println(Lib.version());")).isEqualTo("5.6");
  }
}
