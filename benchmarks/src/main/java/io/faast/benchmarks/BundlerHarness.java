package io.faast.benchmarks;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the bundler as whole processes, from the start of a JVM to its end, and other commands
 * in turn with it:
 *
 * <pre>
 * --class-path CP      what is bundled; the module is the entry that has the main class
 * --main CLASS         its main class
 * --runs N             how often; 7 unless said
 * --jvm-option OPTION  for the bundler's JVMs; may be repeated
 * --versus NAME=WORDS  a command, run without a shell once a run; may be repeated
 * </pre>
 *
 * <p>One run comes first that does not count: it brings the files into the system's memory.
 */
public final class BundlerHarness {
  private String classPath = "";
  private String main = "";
  private int runs = 7;
  private final List<String> jvmOptions = new ArrayList<>();
  private final Map<String, List<String>> versus = new LinkedHashMap<>();

  private BundlerHarness(String[] args) {
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " has no value");
      }
      String value = args[i + 1];
      switch (args[i]) {
        case "--class-path" -> classPath = value;
        case "--main" -> main = value;
        case "--runs" -> runs = Integer.parseInt(value);
        case "--jvm-option" -> jvmOptions.add(value);
        case "--versus" -> addVersus(value);
        default -> throw new IllegalArgumentException("there is no option " + args[i]);
      }
    }
    if (classPath.isEmpty() || main.isEmpty() || runs < 1) {
      throw new IllegalArgumentException("give --class-path, --main and at least one of --runs");
    }
  }

  private void addVersus(String value) {
    int equals = value.indexOf('=');
    if (equals < 1 || value.substring(equals + 1).isBlank()) {
      throw new IllegalArgumentException("--versus takes NAME=COMMAND, not " + value);
    }
    List<String> words = Arrays.asList(value.substring(equals + 1).strip().split("\\s+"));
    versus.put(value.substring(0, equals), words);
  }

  /** Runs everything in turn and prints a table. */
  public static void main(String[] args) throws IOException, InterruptedException {
    BundlerHarness harness = new BundlerHarness(args);
    Path directory = Files.createTempDirectory("faast-bench");
    try {
      harness.measure(directory);
    } finally {
      ClientProcesses.delete(directory);
    }
  }

  private void measure(Path directory) throws IOException, InterruptedException {
    ChangingModule module =
        ChangingModule.of(classPath.split(File.pathSeparator), main, directory.resolve("module"));
    Figures figures = new Figures();
    System.out.println("load average before: " + load());
    for (int run = 0; run <= runs; run++) {
      boolean counts = run > 0;
      Path cache = directory.resolve("cache" + run);
      for (String state : List.of("first time ever", "unchanged", "module changed")) {
        if (state.equals("module changed")) {
          module.change();
        }
        figures.add(state, counts, bundling(cache, module.classPath(), state), directory);
      }
      ClientProcesses.delete(cache);
      for (Map.Entry<String, List<String>> other : versus.entrySet()) {
        figures.add(other.getKey(), counts, other.getValue(), directory);
      }
    }
    System.out.println("load average after: " + load());
    figures.table();
  }

  private List<String> bundling(Path cache, String path, String state) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", BundleOnce.classPath(), BundleOnce.class.getName()));
    command.addAll(List.of(cache.toString(), path, main, state));
    return command;
  }

  private static String load() {
    return String.valueOf(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
