package io.faast.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Starts clients in fresh JVMs on this one's class path, with a cache directory of their own. A
 * client prints lines of {@code name;unit;goal;figure…}; other lines are passed on.
 */
final class ClientProcesses implements AutoCloseable {
  private final String provider;
  private final String classPath;
  private final List<String> settings;
  private final Consumer<String> others;
  private final Path warmCache;

  ClientProcesses(String provider) throws IOException {
    this(provider, System.getProperty("java.class.path"), List.of(), System.err::println);
  }

  /**
   * Starts clients in a place of their own.
   *
   * @param settings options of every client's JVM
   * @param others takes the lines that hold no figures, while the client waits for nothing
   */
  ClientProcesses(String provider, String classPath, List<String> settings, Consumer<String> others)
      throws IOException {
    this.provider = provider;
    this.classPath = classPath;
    this.settings = settings;
    this.others = others;
    this.warmCache = Files.createTempDirectory("faast-bench");
  }

  /** Runs {@code client} {@code runs} times; {@code cold} gives each run an empty cache. */
  List<Sample> samples(Class<?> client, int runs, List<String> jvmOptions, boolean cold)
      throws IOException, InterruptedException {
    Map<String, List<double[]>> figures = new LinkedHashMap<>();
    for (int i = 0; i < runs; i++) {
      Path cache = cold ? Files.createTempDirectory("faast-bench") : warmCache;
      try {
        for (String line : run(client, jvmOptions, cache)) {
          String[] parts = line.split(";", -1);
          double[] values = new double[parts.length - 3];
          for (int v = 0; v < values.length; v++) {
            values[v] = Double.parseDouble(parts[v + 3]);
          }
          String name = parts[0] + (cold ? ", first time ever" : "");
          figures
              .computeIfAbsent(
                  name + String.join(" ", jvmOptions) + ";" + parts[1] + ";" + parts[2],
                  key -> new ArrayList<>())
              .add(values);
        }
      } finally {
        if (cold) {
          delete(cache);
        }
      }
    }
    List<Sample> samples = new ArrayList<>();
    figures.forEach(
        (key, values) -> {
          String[] parts = key.split(";", -1);
          double[] all = values.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
          samples.add(Sample.of(parts[0], parts[1], parts[2], all));
        });
    return samples;
  }

  private List<String> run(Class<?> client, List<String> jvmOptions, Path cache)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(settings);
    command.add("-Dfaast.cache=" + cache);
    command.add("-cp");
    command.add(classPath);
    command.add(client.getName());
    command.add(provider);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.chars().filter(c -> c == ';').count() >= 3) {
          lines.add(line);
        } else {
          others.accept(line);
        }
      }
    }
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(client.getSimpleName() + " ended with exit code " + exit);
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    delete(warmCache);
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      paths
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.deleteIfExists(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
