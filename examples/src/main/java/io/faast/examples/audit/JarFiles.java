package io.faast.examples.audit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The jars below a directory. Links are not followed.
 *
 * @param jars sorted by name
 * @param troubles what could not be looked into
 */
record JarFiles(List<JarFile> jars, List<AuditTotals.Trouble> troubles) {
  /**
   * A jar; its name is that of its file, or its path below the directory where that is not unique.
   */
  record JarFile(Path path, String name, long bytes) {
    private String fileName() {
      return String.valueOf(path.getFileName());
    }

    private JarFile shortened() {
      return new JarFile(path, fileName(), bytes);
    }
  }

  static JarFiles below(Path directory) throws IOException {
    List<JarFile> jars = new ArrayList<>();
    List<AuditTotals.Trouble> troubles = new ArrayList<>();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            if (attributes.isRegularFile() && name.toLowerCase(Locale.ROOT).endsWith(".jar")) {
              jars.add(new JarFile(file, nameOf(file), attributes.size()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            troubles.add(new AuditTotals.Trouble(nameOf(file), "cannot be opened"));
            return FileVisitResult.CONTINUE;
          }

          private String nameOf(Path file) {
            return directory.relativize(file).toString();
          }
        });
    Map<String, Long> sameName =
        jars.stream().collect(Collectors.groupingBy(JarFile::fileName, Collectors.counting()));
    return new JarFiles(
        jars.stream()
            .map(jar -> sameName.getOrDefault(jar.fileName(), 0L) == 1 ? jar.shortened() : jar)
            .sorted(Comparator.comparing(JarFile::name))
            .toList(),
        troubles);
  }

  long bytes() {
    return jars.stream().mapToLong(JarFile::bytes).sum();
  }
}
