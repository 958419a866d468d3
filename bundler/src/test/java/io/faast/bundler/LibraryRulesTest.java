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
 * What libraries put together from names, types and files that stand far apart is in the bundle.
 */
class LibraryRulesTest {
  @TempDir Path temp;
  private Workplace place;

  @BeforeEach
  void open() {
    place = new Workplace(temp);
  }

  private String run(String library, String body) throws Exception {
    return place.run(library, body, Map.of());
  }

  /** Runs a body against a library of several source files. */
  private String run(Map<String, String> sources, Map<String, byte[]> resources, String body)
      throws Exception {
    Path classes = place.compile("lib", sources);
    Map<String, byte[]> files = new HashMap<>(Workplace.tree(classes));
    files.putAll(resources);
    Path jar = place.jar("lib.jar", files);
    Path module = place.compile("module", Map.of("app/Module.java", module(body)), jar, classes);
    Bundle bundle = place.bundle("app.Module", module, jar);
    return place.java("-cp", bundle.jar().toString(), "app.Module").strip();
  }

  private static String module(String body) {
    return "package app; public class Module {"
        + " public static void main(String[] args) throws Exception {"
        + body
        + "} }";
  }

  @Test
  void jarsOfNativeLibrariesAreThereForThoseWhoLoadThem() throws Exception {
    Path classes =
        place.compile(
            "natives", Map.of("natives/Here.java", "package natives; public class Here {}"));
    Path jar = place.jar("natives.jar", classes, Map.of("natives/libit.so", "it"));
    String finds = "System.out.println(Module.class.getResource(\"/natives/libit.so\") != null);";
    String loads = "if (args.length > 0) System.load(args[0]);";

    assertThat(bundled(loads + finds, jar)).isEqualTo("true");
    assertThat(bundled(finds, jar)).isEqualTo("false");
  }

  private String bundled(String body, Path jar) throws Exception {
    Path module = place.compile("module", Map.of("app/Module.java", module(body)));
    Bundle bundle = place.bundle("app.Module", module, jar);
    return place.java("-cp", bundle.jar().toString(), "app.Module").strip();
  }

  @Test
  void packagesThatAreBoundToXmlAreListedInOneString() throws Exception {
    Map<String, String> sources = new HashMap<>();
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      String name = "bound.to.xml.of.some.length.p" + i;
      list.append(i == 0 ? "" : ":").append(name);
      sources.put(
          name.replace('.', '/') + "/ObjectFactory.java",
          "package "
              + name
              + "; public class ObjectFactory { public Thing createThing() { return new Thing(); }"
              + " public static class Thing { public int getNumber() { return "
              + i
              + "; } } }");
    }
    sources.put(
        "jakarta/xml/bind/JAXBContext.java",
        """
        package jakarta.xml.bind;
        public class JAXBContext { public static int sum(String packages) throws Exception {
          int sum = 0;
          for (String name : packages.split(":")) {
            Class<?> type = Class.forName(name + ".ObjectFactory");
            Object factory = type.getDeclaredConstructor().newInstance();
            for (var method : type.getMethods())
              if (method.getName().startsWith("create")) {
                Object thing = method.invoke(factory);
                sum += (int) thing.getClass().getMethod("getNumber").invoke(thing); } }
          return sum; } }
        """);
    sources.put(
        "lib/Lib.java",
        "package lib; public class Lib { public static int sum() throws Exception {"
            + " return jakarta.xml.bind.JAXBContext.sum(\""
            + list
            + "\"); } }");
    assertThat(run(sources, Map.of(), "System.out.println(lib.Lib.sum());")).isEqualTo("435");
  }

  @Test
  void whoMakesProxiesListsMethodsThatNobodyCalls() throws Exception {
    String library =
        """
        import java.lang.reflect.*;
        import java.util.*;
        public final class Lib {
          public interface Base { void setOne(int value); }
          public interface Options extends Base { int getOne(); }
          static class Handler implements InvocationHandler {
            public Object invoke(Object proxy, Method method, Object[] arguments) {
              return 7; } }
          static List<Class<?>> types() { return List.of(Options.class); }
          public static String names() {
            TreeSet<String> names = new TreeSet<>();
            for (Class<?> type : types()) {
              for (Method method : type.getMethods()) names.add(method.getName());
              Options made = (Options) Proxy.newProxyInstance(type.getClassLoader(),
                  new Class<?>[] {type}, new Handler());
              names.add("=" + made.getOne()); }
            return names.toString(); } }
        """;
    assertThat(run(library, "System.out.println(Lib.names());")).isEqualTo("[=7, getOne, setOne]");
  }

  @Test
  void handlersMakeWhatMethodsOfProxiesReturn() throws Exception {
    String library =
        """
        import java.lang.reflect.*;
        public final class Lib {
          public static class Message { private final String text;
            public Message(String text) { this.text = text; }
            public String text() { return text; } }
          public interface Messages { Message tooLong(); }
          static class Handler implements InvocationHandler {
            public Object invoke(Object proxy, Method method, Object[] arguments)
                throws Exception {
              return method.getReturnType().getConstructor(String.class)
                  .newInstance(method.getName()); } }
          static <T> T create(Class<T> type) {
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                new Handler())); }
          public static String text() { return create(Messages.class).tooLong().text(); } }
        """;
    assertThat(run(library, "System.out.println(Lib.text());")).isEqualTo("tooLong");
  }

  @Test
  void namesOfMethodsMayGoOnWhereAStringEnds() throws Exception {
    String library =
        """
        public final class Lib {
          static Object call(Class<?> type, String name, Object argument) throws Exception {
            return type.getMethod(name, Object.class).invoke(null, argument); }
          public static class Functions {
            public static Object toDouble(Object value) { return value + ".0"; }
            public static Object asText(Object value) { return value + "!"; } }
          public static Object to(String type) throws Exception {
            return call(Functions.class, "to" + type, 1); }
          public static Object as(String type) throws Exception {
            return call(Functions.class, new StringBuilder("as").append(type).toString(), 2); } }
        """;
    String body =
        "System.out.println(\"\" + Lib.to(\"a double\".substring(2, 3).toUpperCase() + \"ouble\")"
            + " + Lib.as(\"a text\".substring(2, 3).toUpperCase() + \"ext\"));";
    assertThat(run(library, body)).isEqualTo("1.02!");
  }

  @Test
  void librariesGiveTheirOwnDataToMappers() throws Exception {
    Map<String, String> sources = new HashMap<>();
    sources.put(
        "mapper/Creator.java",
        """
        package mapper; import java.lang.annotation.*;
        @Retention(RetentionPolicy.RUNTIME) public @interface Creator {}
        """);
    sources.put(
        "mapper/Type.java",
        """
        package mapper; import java.lang.annotation.*;
        @Retention(RetentionPolicy.RUNTIME) public @interface Type { Class<?> value(); }
        """);
    sources.put(
        "mapper/Mapper.java",
        """
        package mapper; import java.lang.reflect.*;
        public class Mapper { public static Object read(Class<?> type) throws Exception {
          for (Constructor<?> each : type.getConstructors())
            if (each.isAnnotationPresent(Creator.class)) {
              Object made = each.newInstance();
              for (Field field : type.getFields()) field.set(made, read(field.getType()));
              return made; }
          return read(type.getAnnotation(Type.class).value()); } }
        """);
    sources.put(
        "lib/Lib.java",
        """
        package lib; import mapper.*;
        public class Lib {
          @Type(Real.class) public abstract static class Item {}
          public static class Real extends Item { @Creator public Real() {}
            public String toString() { return "real"; } }
          public static class Root { public Item item;
            @Creator public Root() {}
            public String toString() { return "root of " + item; } }
          public static Object read() throws Exception { return Mapper.read(Root.class); } }
        """);
    assertThat(run(sources, Map.of(), "System.out.println(lib.Lib.read());"))
        .isEqualTo("root of real");
  }

  @Test
  void platformsHavePackagesWithTheSameNames() throws Exception {
    Map<String, String> sources = new HashMap<>();
    sources.put("lib/Flags.java", "package lib; public enum Flags { A }");
    sources.put(
        "lib/some/posix/Flags.java", "package lib.some.posix; public enum Flags { A, B, C }");
    sources.put(
        "lib/Prefix.java",
        """
        package lib; class Prefix { static String of(String platform) {
          return String.format("%s.some.%s", Prefix.class.getPackage().getName(), platform); } }
        """);
    sources.put(
        "lib/Lib.java",
        """
        package lib; public class Lib {
          static Class<?> type(String prefix, Class<?> model) throws Exception {
            return Class.forName(prefix + "." + model.getSimpleName()); }
          public static int count(String platform) throws Exception {
            return type(Prefix.of(platform), Flags.A.getDeclaringClass())
                .getEnumConstants().length; } }
        """);
    String body = "System.out.println(lib.Lib.count(\"POSIX\".toLowerCase()));";
    assertThat(run(sources, Map.of(), body)).isEqualTo("3");
  }

  @Test
  void scriptsImportAllOfAPackage() throws Exception {
    Map<String, String> sources = new HashMap<>();
    sources.put(
        "tools/of/lib/Hammer.java",
        "package tools.of.lib; public class Hammer { public Hammer() {}"
            + " public String toString() { return \"bang\"; } }");
    sources.put(
        "lib/Lib.java",
        """
        package lib; public class Lib { public static Object make(String name) throws Exception {
          var script = new java.util.Scanner(Lib.class.getResourceAsStream("start.rb"));
          script.findInLine("'(.*)'");
          return Class.forName(script.match().group(1) + '.' + name)
              .getDeclaredConstructor().newInstance(); } }
        """);
    byte[] script = "include_package 'tools.of.lib'\n".getBytes(StandardCharsets.UTF_8);
    String body = "System.out.println(lib.Lib.make(\"xHammer\".substring(1)));";
    assertThat(run(sources, Map.of("lib/start.rb", script), body)).isEqualTo("bang");
  }
}
