package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * In generated class graphs, every class that a bundled class names is bundled, every bundled class
 * but the root is named by another, and everything bundled can be loaded, verified and reflected on
 * from the bundle alone.
 */
class ClosureLawTest {
  private static final int KINDS = 14;
  private static final Pattern NAME = Pattern.compile("p[0-3][/.]C[0-9]+");

  @Test
  void bundleHoldsExactlyWhatItsClassesName(@TempDir Path temp) throws Exception {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      int count = 5 + random.nextInt(40);
      Map<String, byte[]> files = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        files.put(name(i) + ".class", generate(i, count, random));
      }
      Workplace place = new Workplace(temp);
      Path jar = place.jar("graph" + seed + ".jar", files);

      Bundle bundle = place.bundle(name(0).replace('/', '.'), jar);

      Map<String, Set<String>> named = new TreeMap<>();
      Workplace.contents(bundle.jar())
          .forEach(
              (name, content) -> {
                if (name.endsWith(".class")) {
                  named.put(name.substring(0, name.length() - 6), namesIn(content));
                }
              });
      Set<String> expected = new TreeSet<>();
      Deque<String> waiting = new ArrayDeque<>(Set.of(name(0)));
      while (!waiting.isEmpty()) {
        String next = waiting.remove();
        if (files.containsKey(next + ".class") && expected.add(next.replace('/', '.'))) {
          waiting.addAll(named.getOrDefault(next, Set.of()));
        }
      }
      assertThat(bundle.report().classes()).as("seed %d", seed).containsExactlyElementsOf(expected);
      assertThat(bundle.report().missing()).isEmpty();
      URL[] urls = {bundle.jar().toUri().toURL()};
      try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
        for (String name : expected) {
          Class<?> type = Class.forName(name, true, loader);
          assertThat(type.getDeclaredMethods()).hasSizeLessThan(KINDS);
          assertThat(type.getDeclaredFields()).hasSizeLessThan(KINDS);
          assertThat(type.getAnnotations()).isEmpty();
          assertThat(bundle.report().why(name)).last().asString().startsWith(name);
        }
      }
    }
  }

  /** Returns every name of a generated class that stands in a class file. */
  private static Set<String> namesIn(String classFile) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(classFile);
    while (matcher.find()) {
      names.add(matcher.group().replace('.', '/'));
    }
    return names;
  }

  private static String name(int i) {
    return "p" + i % 4 + "/C" + i;
  }

  /** Makes class i, which refers to some others in ways of every kind. */
  private static byte[] generate(int i, int count, Random random) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    String superName = "java/lang/Object";
    if (i > 0 && random.nextInt(4) == 0) {
      superName = name(random.nextInt(i));
    }
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name(i), null, superName, null);
    MethodVisitor init = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    init.visitCode();
    init.visitVarInsn(Opcodes.ALOAD, 0);
    init.visitMethodInsn(Opcodes.INVOKESPECIAL, superName, "<init>", "()V", false);
    init.visitInsn(Opcodes.RETURN);
    init.visitMaxs(0, 0);
    init.visitEnd();
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()V", null, null);
    code.visitCode();
    for (int n = random.nextInt(3); n > 0; n--) {
      String target = name(random.nextInt(count));
      refer(random.nextInt(KINDS), n, target, writer, code);
    }
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void refer(
      int kind, int n, String target, ClassWriter writer, MethodVisitor code) {
    String descriptor = "L" + target + ";";
    Type type = Type.getObjectType(target);
    Handle bootstrap =
        new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/ConstantBootstraps",
            "nullConstant",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)"
                + "Ljava/lang/Object;",
            false);
    switch (kind) {
      case 0 -> {
        code.visitTypeInsn(Opcodes.NEW, target);
        code.visitInsn(Opcodes.POP);
      }
      case 1 -> call(code, target);
      case 2 -> drop(code, type);
      case 3 -> drop(code, Type.getType("[[" + descriptor));
      case 4 -> drop(code, Type.getMethodType("(I" + descriptor + ")V"));
      case 5 -> drop(code, new Handle(Opcodes.H_INVOKESTATIC, target, "run", "()V", false));
      case 6 -> drop(code, new ConstantDynamic("c", descriptor, bootstrap));
      case 7 -> writer.visitField(0, "f" + n, "[" + descriptor, null, null).visitEnd();
      case 8 ->
          writer
              .visitField(
                  0, "g" + n, "Ljava/util/Map;", "Ljava/util/Map<TX;-[" + descriptor + ">;", null)
              .visitEnd();
      case 9 -> {
        MethodVisitor method =
            writer.visitMethod(Opcodes.ACC_NATIVE, "m" + n, "(" + descriptor + ")V", null, null);
        method.visitEnd();
      }
      case 10 -> {
        AnnotationVisitor visitor =
            writer.visitAnnotation("Ljava/lang/FunctionalInterface;", false);
        visitor.visit("v" + n, type);
        visitor.visitEnd();
      }
      case 11 -> drop(code, target.replace('/', '.'));
      case 12 -> {
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitTypeInsn(Opcodes.CHECKCAST, target);
        code.visitInsn(Opcodes.POP);
      }
      default -> {
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitTypeInsn(Opcodes.INSTANCEOF, "[" + descriptor);
        code.visitInsn(Opcodes.POP);
      }
    }
  }

  private static void call(MethodVisitor code, String target) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, target, "run", "()V", false);
  }

  private static void drop(MethodVisitor code, Object constant) {
    code.visitLdcInsn(constant);
    code.visitInsn(Opcodes.POP);
  }
}
