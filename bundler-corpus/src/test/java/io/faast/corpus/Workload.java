package io.faast.corpus;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program of the corpus: the class {@code Main} of a package of its own.
 *
 * <p>The directory {@code workloads/NAME} of the test resources makes it one. It has a file {@code
 * jars} with the artifact ids of all jars that the program needs (a line each, a classifier after a
 * colon, the end of the group before a slash where two have one id), and, where the program has
 * resources, a directory {@code root} with them. One with a file {@code pending}, which says what
 * does not work yet, runs only when it is asked for by name.
 */
record Workload(String name, List<String> artifacts, Path resources, boolean pending) {
  private static final String PACKAGE = "io/faast/corpus/";

  /** Returns the workloads, sorted by name. */
  static List<Workload> all() throws IOException {
    List<Workload> all = new ArrayList<>();
    try (Stream<Path> directories = Files.list(testClasses().resolve("workloads"))) {
      for (Path directory : directories.sorted().toList()) {
        List<String> jars =
            Files.readAllLines(directory.resolve("jars")).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        all.add(
            new Workload(
                directory.getFileName().toString(),
                jars,
                directory.resolve("root"),
                Files.exists(directory.resolve("pending"))));
      }
    }
    return all;
  }

  String mainClass() {
    return "io.faast.corpus." + name + ".Main";
  }

  /** Lays out the program's own classes in a directory and finds its jars on a class path. */
  List<Path> classPath(Path classes, List<Path> available) throws IOException {
    Path compiled = testClasses();
    Trees.copy(compiled.resolve(PACKAGE + name), classes.resolve(PACKAGE + name));
    try (Stream<Path> files = Files.list(compiled.resolve(PACKAGE))) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().matches("Cases(\\$.*)?\\.class")) {
          Files.copy(file, classes.resolve(PACKAGE).resolve(file.getFileName()));
        }
      }
    }
    if (Files.isDirectory(resources)) {
      Trees.copy(resources, classes);
    }
    List<Path> path = new ArrayList<>();
    path.add(classes);
    for (String artifact : artifacts) {
      path.add(jarOf(artifact, available));
    }
    return path;
  }

  private Path jarOf(String artifact, List<Path> available) {
    int colon = artifact.indexOf(':');
    String path = colon < 0 ? artifact : artifact.substring(0, colon);
    String id = path.substring(path.lastIndexOf('/') + 1);
    String end = colon < 0 ? "" : "-" + artifact.substring(colon + 1);
    Pattern jar =
        Pattern.compile(Pattern.quote(id) + "-[vr]?\\d[^/]*" + Pattern.quote(end) + "\\.jar");
    List<Path> found =
        available.stream()
            .filter(file -> jar.matcher(file.getFileName().toString()).matches())
            .filter(file -> path.equals(id) || file.toString().contains("/" + path + "/"))
            .distinct()
            .toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "workloads/"
              + name
              + "/jars names "
              + artifact
              + ", for which the test class path has "
              + found
              + ": one jar was expected, a dependency of bundler-corpus/pom.xml");
    }
    return found.get(0);
  }

  private static Path testClasses() {
    try {
      return Path.of(Workload.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
