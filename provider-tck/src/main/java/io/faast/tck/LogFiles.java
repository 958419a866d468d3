package io.faast.tck;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads logs that are files. */
final class LogFiles {
  private LogFiles() {}

  /** Returns the content of the file, or of all files below the directory, that a URL names. */
  static String read(URI where) throws IOException {
    if (!"file".equals(where.getScheme())) {
      throw new IOException(
          "Cannot read the log at " + where + ": let your TckTarget override log(URI).");
    }
    List<Path> files;
    try (Stream<Path> tree = Files.walk(Path.of(where))) {
      files = tree.filter(Files::isRegularFile).sorted().toList();
    }
    StringBuilder all = new StringBuilder();
    for (Path file : files) {
      all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }
    return all.toString();
  }
}
