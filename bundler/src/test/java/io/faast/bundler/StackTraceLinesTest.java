package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Every instruction that can be in a stack trace has the line that it had. */
class StackTraceLinesTest {

  @Test
  void callsAndWhatThrowsKeepTheirLines() throws Exception {
    int instructions = 0;
    int linesBefore = 0;
    int linesAfter = 0;
    for (Path jar : Workplace.jarsOfTests("jackson-core")) {
      for (byte[] original : classes(jar)) {
        Shown before = new Shown();
        new ClassReader(original).accept(before, 0);
        Shown after = new Shown();
        new ClassReader(withFewerLines(original)).accept(after, 0);
        assertThat(after.seen).isEqualTo(before.seen);
        instructions += before.seen.size();
        linesBefore += before.lines;
        linesAfter += after.lines;
      }
    }
    assertThat(instructions).isGreaterThan(10_000);
    assertThat(linesAfter).isLessThan(linesBefore * 4 / 5);
  }

  private static List<byte[]> classes(Path jar) throws IOException {
    List<byte[]> classes = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.getName().endsWith(".class") && !entry.getName().contains("module-info")) {
          classes.add(zip.getInputStream(entry).readAllBytes());
        }
      }
    }
    return classes;
  }

  private static byte[] withFewerLines(byte[] original) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(original)
        .accept(
            new ClassVisitor(FactsReader.API, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                return new StackTraceLines(
                    super.visitMethod(access, name, descriptor, signature, exceptions),
                    (access & Opcodes.ACC_STATIC) == 0);
              }
            },
            0);
    return writer.toByteArray();
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
