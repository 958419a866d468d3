package io.faast.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads a class path as {@code java} does. */
final class ClassPathText {
  private static final String ALL = File.separator + "*";

  private ClassPathText() {}

  /** Returns the entries; one that ends in {@code /*} stands for the jars of that directory. */
  static List<Path> parse(String text) throws IOException {
    List<Path> entries = new ArrayList<>();
    for (String entry : text.split(File.pathSeparator, -1)) {
      if (entry.endsWith(ALL)) {
        entries.addAll(jars(Path.of(entry.substring(0, entry.length() - ALL.length()))));
      } else if (!entry.isEmpty()) {
        entries.add(Path.of(entry));
      }
    }
    return entries;
  }

  private static List<Path> jars(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of(directory);
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
          .sorted()
          .toList();
    }
  }
}
