package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.TypePath;

class TrimmerTest {
  static final String EVERYTHING =
      "package lib; import java.lang.annotation.*; import java.util.function.*;"
          + " import java.io.IOException;"
          + " public sealed interface All permits All.One, All.Two, All.Three {"
          + " @Retention(RetentionPolicy.RUNTIME) @Target({ElementType.TYPE_USE, ElementType.TYPE,"
          + " ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD}) @interface Mark {"
          + " String[] names() default {\"a\", \"b\"}; Class<?> type() default Object.class;"
          + " Kind kind() default Kind.X; Inner[] inner() default {@Inner(7)}; }"
          + " @Retention(RetentionPolicy.RUNTIME) @interface Inner { int value(); }"
          + " enum Kind { X { int size() { return 1; } }, Y; int size() { return 2; } }"
          + " record One<@Mark T extends @Mark Comparable<@Mark T>>(@Mark T t, long l, double d)"
          + " implements All {}"
          + " record Two(int i, String s) implements All { static final long N = 123456789012L; }"
          + " final class Three extends java.util.ArrayList<@Mark String> implements All {"
          + " int[][] grid = new int[3][4]; float f = 1.5f; Object lock = new Object();"
          + " @Deprecated int many(int n) { int sum = 0;"
          + " for (int i = 0; i < n; i++) { switch (i) { case 1: sum += i; case 2: sum /= i + 1; break;"
          + " case 900: sum--; break; case -70000: sum = 3; default: sum ^= 300; } } return sum; }"
          + " String text(@Mark String s, int k) throws @Mark IOException {"
          + " switch (s) { case \"one\": return s + k; case \"two\": return k + s + 1L; default:"
          + " try { synchronized (lock) { return String.valueOf(grid[k][k]); } }"
          + " catch (RuntimeException | Error e) { throw new IOException(e); }"
          + " finally { k++; } } }"
          + " Supplier<Function<Integer, String>> nested(int a) {"
          + " return () -> b -> { Object o = new Object() { public String toString() {"
          + " return \"\" + a + b; } }; return o.toString(); }; }"
          + " <X extends Throwable> void sneaky(X x) throws X { throw x; }"
          + " boolean same(Object o) { return o instanceof Two t && t.i() > 3 ? this != o : !(o"
          + " instanceof int[][]); } Class<?> c() { return Three[].class; } } }";

  private static Path module(Workplace place) {
    return place.compile("app", Map.of("app/M.java", "package app; public class M {}"));
  }

  private static Bundle whole(Workplace place, Path module, String packages, List<Path> jars)
      throws BundleException {
    List<Path> classPath = new ArrayList<>(jars);
    classPath.add(module);
    return place.bundle(
        BundleRequest.builder(new ClassPath(classPath))
            .root("app.M")
            .includeClasses(List.of(packages))
            .build());
  }

  /** Classes that are kept whole say the same as before, but for what no program sees. */
  @Test
  void whatIsKeptIsAsItWas(@TempDir Path temp) throws Exception {
    Workplace place = new Workplace(temp);
    Path module = module(place);
    Path lib =
        place.jar("lib.jar", place.compile("lib", Map.of("lib/All.java", EVERYTHING)), Map.of());
    assertUnchanged(whole(place, module, "lib.**", List.of(lib)), lib, 8);
    Path databind = Workplace.jarsOfTests("jackson-databind").get(0);
    Bundle bundle =
        whole(place, module, "com.fasterxml.jackson.**", Workplace.jarsOfTests("jackson-"));
    assertUnchanged(bundle, databind, 500);
  }

  private static void assertUnchanged(Bundle bundle, Path jar, int least) throws IOException {
    Map<String, byte[]> trimmed = classes(bundle.jar());
    int compared = 0;
    for (Map.Entry<String, byte[]> original : classes(jar).entrySet()) {
      byte[] now = trimmed.get(original.getKey());
      assertThat(now).as(original.getKey()).isNotNull();
      assertThat(now.length).isLessThanOrEqualTo(original.getValue().length);
      assertThat(seen(now)).as(original.getKey()).isEqualTo(seen(original.getValue()));
      compared++;
    }
    assertThat(compared).isGreaterThan(least);
  }

  /** Returns a class file as ASM writes it, without what no program sees. */
  private static byte[] seen(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(new Seen(writer), ClassReader.SKIP_DEBUG);
    return writer.toByteArray();
  }

  private static Map<String, byte[]> classes(Path jar) throws IOException {
    Map<String, byte[]> classes = new HashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.contains("-")) {
          try (InputStream in = zip.getInputStream(entry)) {
            classes.put(name, in.readAllBytes());
          }
        }
      }
    }
    return classes;
  }

  @Test
  void brokenClassesEndInAClassOrInABundleException(@TempDir Path temp) throws Exception {
    Workplace place = new Workplace(temp);
    Path module = module(place);
    Path lib = place.compile("lib", Map.of("lib/All.java", EVERYTHING));
    Map<String, byte[]> files = new HashMap<>();
    for (Map.Entry<String, byte[]> file : Workplace.tree(lib).entrySet()) {
      files.put(file.getKey(), file.getValue());
    }
    byte[] good = Files.readAllBytes(lib.resolve("lib/All$Three.class"));
    Random random = new Random(24);
    int made = 0;
    int rounds = Integer.getInteger("faast.fuzz", 1500) / 15;
    for (int round = 0; round < rounds; round++) {
      byte[] broken = good.clone();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      files.put("lib/All$Three.class", broken);
      try {
        made +=
            whole(place, module, "lib.**", List.of(place.jar("broken.jar", files))).bytes() > 0
                ? 1
                : 0;
      } catch (BundleException e) {
        assertThat(e).hasMessageContaining("lib/All$Three.class");
      }
    }
    assertThat(made).isBetween(1, rounds - 1);
  }

  /** Leaves out what no program sees. */
  private static final class Seen extends ClassVisitor {
    private String name = "";

    Seen(ClassVisitor next) {
      super(FactsReader.API, next);
    }

    private static int access(int flags) {
      return flags & ~Opcodes.ACC_DEPRECATED;
    }

    @Override
    public void visit(
        int version,
        int flags,
        String className,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      name = className;
      super.visit(version, access(flags), className, signature, superName, interfaces);
    }

    @Override
    public void visitInnerClass(
        String inner, @Nullable String outer, @Nullable String innerName, int flags) {
      if (inner.equals(name) || name.equals(outer)) {
        super.visitInnerClass(inner, outer, innerName, flags);
      }
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
      return visible ? super.visitAnnotation(type, true) : null;
    }

    @Override
    public FieldVisitor visitField(
        int flags,
        String field,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      return super.visitField(access(flags), field, descriptor, signature, value);
    }

    @Override
    public MethodVisitor visitMethod(
        int flags,
        String method,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next =
          super.visitMethod(access(flags), method, descriptor, signature, exceptions);
      return new MethodVisitor(FactsReader.API, next) {
        @Override
        public @Nullable AnnotationVisitor visitInsnAnnotation(
            int typeRef, @Nullable TypePath path, String type, boolean visible) {
          return null;
        }

        @Override
        public @Nullable AnnotationVisitor visitTryCatchAnnotation(
            int typeRef, @Nullable TypePath path, String type, boolean visible) {
          return null;
        }

        @Override
        public @Nullable AnnotationVisitor visitLocalVariableAnnotation(
            int typeRef,
            @Nullable TypePath path,
            Label[] start,
            Label[] end,
            int[] index,
            String type,
            boolean visible) {
          return null;
        }
      };
    }
  }
}
