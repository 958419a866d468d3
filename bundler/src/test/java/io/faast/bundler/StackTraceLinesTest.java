package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Every instruction that can be in a stack trace has the line that it had. */
class StackTraceLinesTest {
  private static final String VERSIONS = "META-INF/versions/";

  @Test
  void callsAndWhatThrowsKeepTheirLines(@TempDir Path temp) throws Exception {
    Workplace place = new Workplace(temp);
    List<Path> classPath = new ArrayList<>(Workplace.jarsOfTests("jackson-core"));
    Map<String, byte[]> originals = classes(classPath.get(0));
    classPath.add(place.compile("app", Map.of("app/M.java", "package app; public class M {}")));
    Bundle bundle =
        place.bundle(
            BundleRequest.builder(new ClassPath(classPath))
                .root("app.M")
                .includeClasses(List.of("com.fasterxml.jackson.core.**"))
                .build());
    int instructions = 0;
    int linesBefore = 0;
    int linesAfter = 0;
    for (Map.Entry<String, byte[]> trimmed : classes(bundle.jar()).entrySet()) {
      byte[] original = originals.remove(trimmed.getKey());
      if (original != null && !isForReleases(originals, trimmed.getKey())) {
        Shown before = new Shown();
        new ClassReader(original).accept(before, 0);
        Shown after = new Shown();
        new ClassReader(trimmed.getValue()).accept(after, 0);
        assertThat(after.seen).isEqualTo(before.seen);
        instructions += before.seen.size();
        linesBefore += before.lines;
        linesAfter += after.lines;
      }
    }
    assertThat(originals.keySet()).allMatch(name -> name.startsWith(VERSIONS));
    assertThat(instructions).isGreaterThan(10_000);
    assertThat(linesAfter).isLessThan(linesBefore * 4 / 5);
  }

  /** Returns whether the bundle has another class of this name, for newer releases. */
  private static boolean isForReleases(Map<String, byte[]> originals, String name) {
    return originals.keySet().stream()
        .anyMatch(other -> other.startsWith(VERSIONS) && other.endsWith("/" + name));
  }

  private static Map<String, byte[]> classes(Path jar) throws IOException {
    Map<String, byte[]> classes = new HashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.getName().endsWith(".class") && !entry.getName().contains("module-info")) {
          classes.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
        }
      }
    }
    return classes;
  }

  /** Lists instructions that can be in a stack trace with the line that a trace would show. */
  private static final class Shown extends ClassVisitor {
    final List<String> seen = new ArrayList<>();
    int lines;

    Shown() {
      super(FactsReader.API);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String method,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new MethodVisitor(FactsReader.API) {
        private int line;

        @Override
        public void visitLineNumber(int number, Label start) {
          line = number;
          lines++;
        }

        @Override
        public void visitMethodInsn(int op, String owner, String name, String type, boolean i) {
          seen.add(method + " " + name + " " + line);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String type, Handle h, Object... args) {
          seen.add(method + " dynamic " + line);
        }

        @Override
        public void visitTypeInsn(int op, String type) {
          seen.add(method + " " + type + " " + line);
        }

        @Override
        public void visitFieldInsn(int op, String owner, String name, String type) {
          if (op != Opcodes.GETFIELD) {
            seen.add(method + " " + name + " " + line);
          }
        }

        @Override
        public void visitInsn(int op) {
          if (op == Opcodes.ATHROW
              || op == Opcodes.IDIV
              || op == Opcodes.ARRAYLENGTH
              || op == Opcodes.AALOAD
              || op == Opcodes.BASTORE) {
            seen.add(method + " " + op + " " + line);
          }
        }
      };
    }
  }
}
