package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What libraries look up in ways that no call shows is in the bundle. */
class LookUpRulesTest {
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
  void aClassMayHandItsOwnClassToAMaker() throws Exception {
    String library =
        """
        class Maker { static <T> T make(Class<T> type, int times) throws Exception {
          return type.getDeclaredConstructor().newInstance(); } }
        public class Lib { public Lib() {} public String toString() { return "made"; }
          public static Object one() throws Exception { return Maker.make(Lib.class, 1); } }
        """;
    assertThat(run(library, "System.out.println(Lib.one());")).isEqualTo("made");
  }

  @Test
  void aClassInsideMayReadTheAnnotationAroundIt() throws Exception {
    String library =
        """
        public @interface Lib { int value() default 3;
          class Reader { public static Object read(Class<?> type) {
            return type.getDeclaredMethods()[0].getDefaultValue(); }
            public static Object read() { return read(Lib.class); } } }
        """;
    assertThat(run(library, "System.out.println(Lib.Reader.read());")).isEqualTo("3");
  }

  @Test
  void aLoggerOfAClassKeepsNoConstructor() throws Exception {
    String library =
        """
        public class Lib { static final Logger LOG = Logger.get(Lib.class); Lib(int unused) {}
          public static Class<?> type() { return LOG.type; }
          static class Logger { Class<?> type;
            static Logger get(Class<?> type) { Logger made = new Logger();
              made.type = type; return made; } } }
        """;
    String body = "System.out.println(Lib.type().getDeclaredConstructors().length);";
    assertThat(run(library, body)).isEqualTo("0");
  }

  @Test
  void methodsMayBeFoundByTheAnnotationsOfTheirParameters() throws Exception {
    String library =
        """
        import java.lang.annotation.*;
        public class Lib {
          @Retention(RetentionPolicy.RUNTIME) @interface Whole {}
          public static class Target { public static String answer(@Whole Object it) {
            return "answered " + it; } }
          public static Object call(Class<?> type) throws Exception {
            for (var method : type.getDeclaredMethods())
              if (method.getParameters()[0].isAnnotationPresent(Whole.class))
                return method.invoke(null, "x");
            return null; }
          public static Object call() throws Exception { return call(Target.class); } }
        """;
    assertThat(run(library, "System.out.println(Lib.call());")).isEqualTo("answered x");
  }

  @Test
  void namesOfMethodsMayBePutTogetherOfThreeWords() throws Exception {
    String library =
        """
        public class Lib {
          static class Data { public String getPriceList() { return "list"; }
            public String clearPrice() { return "cleared"; } }
          static String names() { return "Price"; }
          static Object call(Object on, String first, String last) throws Exception {
            return on.getClass().getMethod(first + names() + last).invoke(on); }
          public static String all() throws Exception {
            return "" + call(new Data(), "get", "List") + call(new Data(), "clear", ""); } }
        """;
    assertThat(run(library, "System.out.println(Lib.all());")).isEqualTo("listcleared");
  }

  @Test
  void textsOfTheModuleMayCallMethods() throws Exception {
    String library =
        """
        public class Lib { public String shout() { return "HEY"; }
          public static Object evaluate(String text) throws Exception {
            for (var method : Lib.class.getMethods())
              if (text.contains("." + method.getName() + "(")) return method.invoke(new Lib());
            return null; } }
        """;
    assertThat(run(library, "System.out.println(Lib.evaluate(\"the lib.shout() of it\"));"))
        .isEqualTo("HEY");
  }

  @Test
  void languagesCallByTheNamesThatTheirCallSitesHave() throws Exception {
    String library =
        """
        import java.lang.invoke.*;
        public class Lib {
          public static class Target { public static Object greet() { return "greeted"; } }
          static Class<?> target(Class<?> type) { return type; }
          public static CallSite link(MethodHandles.Lookup from, String name, MethodType type)
              throws Exception {
            return new ConstantCallSite(from.findStatic(target(Target.class), name, type)); } }
        """;
    extra.put("lib/Site.class", siteThatCalls("greet"));
    String body =
        "System.out.println(Class.forName(\"lib.Site\").getMethod(\"call\").invoke(null));";
    assertThat(run(library, body)).isEqualTo("greeted");
  }

  /** Java's compiler writes no call sites that another language links. */
  private static byte[] siteThatCalls(String name) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    int isPublic = Opcodes.ACC_PUBLIC;
    writer.visit(Opcodes.V17, isPublic, "lib/Site", null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(
            isPublic | Opcodes.ACC_STATIC, "call", "()Ljava/lang/Object;", null, null);
    method.visitCode();
    String linker =
        "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)"
            + "Ljava/lang/invoke/CallSite;";
    method.visitInvokeDynamicInsn(
        name,
        "()Ljava/lang/Object;",
        new Handle(Opcodes.H_INVOKESTATIC, "lib/Lib", "link", linker, false));
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  @Test
  void methodsMayOverrideThoseOfAClassThatOnlyRunTimeHas() throws Exception {
    Path hidden =
        place.compile(
            "hidden",
            Map.of(
                "gone/Base.java",
                "package gone; public abstract class Base { public static Base it;"
                    + " abstract String hook(); public static String call() {"
                    + " return it.hook(); } }"));
    Path classes =
        place.compile(
            "lib",
            Map.of(
                "gone/Lib.java",
                "package gone; public class Lib extends Base { String hook() { return \"hooked\"; }"
                    + " public static void set() { it = new Lib(); } }"),
            hidden);
    Path jar = place.jar("lib.jar", classes, Map.of());
    Path module =
        place.compile(
            "module",
            Map.of(
                "app/Module.java",
                "package app; public class Module { public static void main(String[] args) throws"
                    + " Exception { gone.Lib.set(); System.out.println("
                    + "Class.forName(\"gone.\" + \"Base\").getMethod(\"call\").invoke(null)); } }"),
            classes,
            hidden);
    Bundle bundle = place.bundle("app.Module", module, jar);
    String path = bundle.jar() + java.io.File.pathSeparator + hidden;
    assertThat(place.java("-cp", path, "app.Module").strip()).isEqualTo("hooked");
  }

  @Test
  void classesMadeAtRunTimeMayExtendAbstractOnes() throws Exception {
    String library =
        """
        import java.io.*;
        public abstract class Lib { abstract String part(); public String write() {
            return "written " + part(); }
          static Class<?> base(Class<?> type) { return type; }
          public static Lib load(InputStream in) throws Exception {
            base(Lib.class);
            byte[] code = in.readAllBytes();
            return (Lib) java.lang.invoke.MethodHandles.lookup().defineClass(code)
                .getDeclaredConstructor().newInstance(); } }
        """;
    Path base = place.compile("base", Map.of("lib/Lib.java", "package lib;" + library));
    Path made =
        place.compile(
            "made",
            Map.of(
                "lib/Made.java",
                "package lib; public class Made extends Lib {"
                    + " String part() { return \"made\"; } }"),
            base);
    extra.put("lib/made.bin", Files.readAllBytes(made.resolve("lib/Made.class")));
    String body =
        "System.out.println(Lib.load(Lib.class.getResourceAsStream(\"made.bin\")).write());";
    assertThat(run(library, body)).isEqualTo("written made");
  }

  @Test
  void packagesOfTheJdkAreTheJdksOwn() throws Exception {
    Path stale =
        place.compile(
            "stale",
            Map.of(
                "lib/Handler.java",
                "package lib; public class Handler extends org.xml.sax.helpers.DefaultHandler {"
                    + " public void startDocument() { System.out.println(\"started\"); } }"));
    Map<String, byte[]> files = new HashMap<>(Workplace.tree(stale));
    files.put("org/xml/sax/ContentHandler.class", new byte[] {1, 2, 3});
    files.put("org/xml/sax/helpers/DefaultHandler.class", new byte[] {1, 2, 3});
    Path jar = place.jar("lib.jar", files);
    Path module =
        place.compile(
            "module",
            Map.of(
                "app/Module.java",
                "package app; public class Module { public static void main(String[] args) throws"
                    + " Exception { javax.xml.parsers.SAXParserFactory.newInstance().newSAXParser()"
                    + ".parse(new java.io.ByteArrayInputStream(\"<a/>\".getBytes()),"
                    + " new lib.Handler()); } }"),
            stale);
    Bundle bundle = place.bundle("app.Module", module, jar);
    assertThat(place.java("-cp", bundle.jar().toString(), "app.Module").strip())
        .isEqualTo("started");
    assertThat(bundle.report().notes()).anyMatch(note -> note.contains("2 classes are hidden by"));
  }

  @Test
  void aClassThatIsAValueMayBeginAnotherJvm() throws Exception {
    String library =
        """
        public class Lib { static class Child { public static void main(String[] args) {
            System.out.println("child of " + args[0]); } }
          static String name(Class<?> type) { return type.getName(); }
          public static void start() throws Exception {
            new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp",
                System.getProperty("java.class.path"), name(Child.class), "me")
                .inheritIO().start().waitFor(); } }
        """;
    assertThat(run(library, "Lib.start();")).isEqualTo("child of me");
  }
}
