package io.faast.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how workers of the local provider start: {@code StartHarness runs [Java home…]}. For
 * each Java installation and module, a client process runs in turn with workers on the plain class
 * path, on the bundle, for the first time ever, when the first worker writes a class-data archive,
 * and on the bundle with the archive that an earlier run made. Linux only.
 */
public final class StartHarness {
  private static final List<String> MODULES = List.of("trivial", "jackson");
  private static final List<String> VARIANTS =
      List.of("class path", "bundle", "first run", "bundle + archive");

  private static final List<String> ARCHIVING = VARIANTS.subList(2, 4);

  private StartHarness() {}

  /** Runs everything in turn and prints a table. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    List<Path> homes = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      homes.add(Path.of(args[i]));
    }
    if (homes.isEmpty()) {
      homes.add(Path.of(System.getProperty("java.home")));
    }
    Path directory = Files.createTempDirectory("faast-bench");
    Figures figures = new Figures();
    try {
      System.out.println("load average before: " + load());
      for (int run = -1; run <= runs; run++) { // the first makes the archive, the second warms up
        for (Path home : homes) {
          for (String module : MODULES) {
            for (String variant : VARIANTS) {
              String row = release(home) + " " + module + ", " + variant;
              figures.add(row, run > 0, client(home, module, variant, row, directory), directory);
              ClientProcesses.delete(Files.createDirectories(cache(directory, "first run")));
            }
          }
        }
      }
      System.out.println("load average after: " + load());
    } finally {
      ClientProcesses.delete(directory);
    }
    figures.table();
  }

  private static List<String> client(
      Path home, String module, String variant, String row, Path directory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.add("-Dfaast.cache=" + cache(directory, variant));
    command.add("-Dfaast.local.archive=" + ARCHIVING.contains(variant));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StartOnce.class.getName());
    command.addAll(List.of(module, row));
    if (variant.equals(VARIANTS.get(0))) {
      command.add(plain(home, directory).toString());
    }
    return command;
  }

  private static Path cache(Path directory, String variant) {
    return directory.resolve("cache-" + variant.replace(' ', '-'));
  }

  /** A Java home whose command puts the client's class path into the place of the bundle. */
  private static Path plain(Path home, Path directory) throws IOException {
    Path plain = directory.resolve("java-" + release(home));
    Path java = plain.resolve("bin/java");
    if (!Files.exists(java)) {
      Files.createDirectories(java.getParent());
      Files.copy(home.resolve("release"), plain.resolve("release"));
      Files.writeString(
          java,
          """
          #!/bin/sh
          for word; do
            shift
            case $word in *bundle.jar) word=$FAAST_PLAIN_PATH;; esac
            set -- "$@" "$word"
          done
          exec '%s' "$@"
          """
              .replace("$FAAST_PLAIN_PATH", "'" + absoluteClassPath() + "'")
              .formatted(home.resolve("bin/java").toAbsolutePath()));
      Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }
    return plain;
  }

  private static String absoluteClassPath() {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(":", entries);
  }

  private static String release(Path home) throws IOException {
    for (String line : Files.readAllLines(home.resolve("release"))) {
      if (line.startsWith("JAVA_VERSION=")) {
        return line.replaceAll("[^0-9.]|\\..*", "");
      }
    }
    throw new IOException(home.resolve("release") + " does not tell the version");
  }

  private static String load() {
    return String.valueOf(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
