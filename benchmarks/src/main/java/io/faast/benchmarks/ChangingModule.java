package io.faast.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * A class path with a copy of the module, a directory as compilers make it, whose main class can be
 * changed: it gets a constant of another value.
 */
final class ChangingModule {
  private final String classPath;
  private final Path mainClass;
  private final byte[] original;
  private final Instant start;
  private int changes;

  private ChangingModule(String classPath, Path mainClass) throws IOException {
    this.classPath = classPath;
    this.mainClass = mainClass;
    this.original = Files.readAllBytes(mainClass);
    this.start = Instant.now().minusSeconds(100_000);
    change();
  }

  static ChangingModule of(String[] entries, String main, Path copy) throws IOException {
    String file = main.replace('.', '/') + ".class";
    for (int i = 0; i < entries.length; i++) {
      Path entry = Path.of(entries[i]);
      if (copyIfModule(entry, file, copy)) {
        String[] all = Arrays.copyOf(entries, entries.length);
        all[i] = copy.toString();
        return new ChangingModule(String.join(File.pathSeparator, all), copy.resolve(file));
      }
    }
    throw new IllegalArgumentException(main + " is in no entry of the class path");
  }

  String classPath() {
    return classPath;
  }

  /** Makes the main class another one, which looks as if it had been so for some time. */
  void change() throws IOException {
    changes++;
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visitEnd() {
            int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
            visitField(access, "benchmarkChange", "I", null, changes).visitEnd();
            super.visitEnd();
          }
        },
        0);
    Files.write(mainClass, writer.toByteArray());
    Files.setLastModifiedTime(mainClass, FileTime.from(start.plusSeconds(changes)));
  }

  private static boolean copyIfModule(Path entry, String file, Path copy) throws IOException {
    if (Files.isDirectory(entry)) {
      return copyIfHas(entry, file, copy);
    }
    try (FileSystem jar = FileSystems.newFileSystem(entry)) {
      return copyIfHas(jar.getPath("/"), file, copy);
    }
  }

  private static boolean copyIfHas(Path root, String file, Path copy) throws IOException {
    if (!Files.exists(root.resolve(file))) {
      return false;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(root)) {
      all = walk.toList();
    }
    for (Path from : all) {
      Path to = copy.resolve(root.relativize(from).toString());
      if (Files.isDirectory(from)) {
        Files.createDirectories(to);
      } else {
        Files.copy(from, to);
      }
    }
    return true;
  }
}
