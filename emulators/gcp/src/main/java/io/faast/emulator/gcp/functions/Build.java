package io.faast.emulator.gcp.functions;

import io.faast.emulator.core.Unzip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What the Java buildpack of Cloud Functions does with an archive that holds a jar and nothing to
 * build: "Deploy from a JAR".
 */
final class Build {
  private static final long MOST = 2L << 30;

  private Build() {}

  /** The source is not what the buildpack can make something of. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1;

    Failed(String message) {
      super(message);
    }

    String message() {
      return String.valueOf(getMessage());
    }
  }

  /** Unpacks a source into a directory, and returns the jar that is to run. */
  static Path jar(byte[] source, Path directory, String target) throws Failed {
    try {
      Unzip.to(directory, source, MOST);
      List<Path> jars;
      try (Stream<Path> files = Files.list(directory)) {
        jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      }
      if (Files.exists(directory.resolve("pom.xml"))) {
        throw new Failed("the emulator builds nothing: there is a pom.xml in the source");
      }
      if (jars.isEmpty()) {
        throw new Failed("function has neither pom.xml nor already-built jar file");
      }
      if (jars.size() > 1) {
        throw new Failed("function has no pom.xml and more than one jar file: " + jars.size());
      }
      check(jars.get(0), target);
      return jars.get(0);
    } catch (IOException e) {
      throw new Failed("the source could not be unpacked: " + e.getMessage());
    }
  }

  private static void check(Path jar, String target) throws IOException, Failed {
    try (JarFile file = new JarFile(jar.toFile())) {
      if (file.getEntry(target.replace('.', '/') + ".class") == null) {
        throw new Failed(
            "build succeeded but did not produce the class \""
                + target
                + "\" specified as the function target");
      }
    }
  }
}
