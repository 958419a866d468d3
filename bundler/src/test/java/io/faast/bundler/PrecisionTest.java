package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nothing can call goes, and what is next to it stays. */
class PrecisionTest {
  @TempDir Path temp;
  private Workplace place;
  private final Map<String, byte[]> extra = new HashMap<>();

  @BeforeEach
  void open() {
    place = new Workplace(temp);
  }

  private String run(String library, String body) throws Exception {
    return place.run(library, body, extra);
  }

  @Test
  void namesOfFieldsKeepNoMethods() throws Exception {
    String library =
        """
        import java.util.concurrent.atomic.*;
        public class Lib {
          volatile int state = 1; volatile Object held = "held"; String shown = "shown";
          static final AtomicIntegerFieldUpdater<Lib> STATE =
              AtomicIntegerFieldUpdater.newUpdater(Lib.class, "state");
          static final AtomicReferenceFieldUpdater<Lib, Object> HELD =
              AtomicReferenceFieldUpdater.newUpdater(Lib.class, Object.class, "held");
          static class Other { public void state() {} public void held() {} public void shown() {}
            public void fill() {} }
          int filled = 4;
          static int filled(Lib it) throws Exception {
            return java.lang.invoke.MethodHandles.lookup()
                .findVarHandle(Lib.class, "filled", int.class).get(it) instanceof Integer i ? i : 0;
          }
          public static String all() throws Exception { Lib it = new Lib();
            Object read = Lib.class.getDeclaredField("shown").get(it);
            return STATE.incrementAndGet(it) + " " + HELD.get(it) + " " + read + " " + filled(it)
                + " " + new Other().getClass().getDeclaredMethods().length; } }
        """;
    assertThat(run(library, "System.out.println(Lib.all());")).isEqualTo("2 held shown 4 0");
  }

  @Test
  void namesOfMethodsKeepThemBesideNamesOfFields() throws Exception {
    String library =
        """
        public class Lib { String shown = "shown";
          static class Other { public String held() { return "held"; }
            public String text(String with) { return with; } }
          static Object call(Object on, String name) throws Exception {
            return on.getClass().getMethod(name).invoke(on); }
          public static String all() throws Throwable {
            Object field = Lib.class.getDeclaredField("shown").get(new Lib());
            return field + " " + call(new Other(), "held") + " " + text(new Other()); }
          static Object text(Other on) throws Throwable {
            var type = java.lang.invoke.MethodType.methodType(String.class, String.class);
            var found = java.lang.invoke.MethodHandles.lookup();
            var handle = found.findVirtual(on.getClass(), "text", type).bindTo(on);
            return handle.invokeWithArguments("text"); } }
        """;
    assertThat(
            run(
                library,
                "try { System.out.println(Lib.all()); } catch (Throwable e) { throw new Exception(e); }"))
        .isEqualTo("shown held text");
  }

  @Test
  void providersOfServicesLoseWhatNobodyCalls() throws Exception {
    String library =
        """
        public class Lib {
          public interface Api { String name(); default String both() { return name() + more(); }
            String more(); }
          public static class Base { public String more() { return "more"; }
            public void unusedBase() {} }
          public static class One extends Base implements Api { public One() {}
            public String name() { return "one"; } public void unused() {} void helper() {} }
          public static String all() { StringBuilder found = new StringBuilder();
            for (Api api : java.util.ServiceLoader.load(Api.class)) {
              found.append(api.both()).append(api.getClass().getDeclaredMethods().length)
                  .append(api.getClass().getSuperclass().getDeclaredMethods().length); }
            return found.toString(); } }
        """;
    extra.put("META-INF/services/lib.Lib$Api", "lib.Lib$One\n".getBytes(StandardCharsets.UTF_8));
    assertThat(run(library, "System.out.println(Lib.all());")).isEqualTo("onemore11");
  }

  @Test
  void providersOfServicesKeepEveryWayToMakeThem() throws Exception {
    String library =
        """
        public class Lib {
          public abstract static class Api { abstract String name(); }
          public static class One extends Api { public static final String NAME = "first";
            final String text; public One() { this("none"); }
            public One(String text) { this.text = text; } String name() { return text; } }
          public static String all() throws Exception {
            Class<? extends Api> type = java.util.ServiceLoader.load(Api.class).stream()
                .iterator().next().type();
            Object name = type.getField("NAME").get(null);
            return type.getConstructor(String.class).newInstance("made").name() + " " + name; } }
        """;
    extra.put("META-INF/services/lib.Lib$Api", "lib.Lib$One\n".getBytes(StandardCharsets.UTF_8));
    assertThat(run(library, "System.out.println(Lib.all());")).isEqualTo("made first");
  }

  @Test
  void listsOfWhatIsNoProviderKeepTheirClassesWhole() throws Exception {
    String library =
        """
        import java.nio.charset.StandardCharsets;
        public class Lib { public interface Extensions {}
          public static class One { public static String shout(String text) { return text + "!"; } }
          public static Object first(Class<?> type) throws Exception {
            try (var in = Lib.class.getResourceAsStream("/META-INF/services/" + type.getName())) {
              String name = new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
              return Class.forName(name).getDeclaredMethods()[0].invoke(null, "hey"); } }
          public static Object first() throws Exception { return first(Extensions.class); } }
        """;
    extra.put(
        "META-INF/services/lib.Lib$Extensions", "lib.Lib$One\n".getBytes(StandardCharsets.UTF_8));
    assertThat(run(library, "System.out.println(Lib.first());")).isEqualTo("hey!");
  }
}
