package io.faast.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times commands from their start to their end, and collects what they print of themselves. */
final class Figures {
  private static final String MARK = "figure;";

  private final Map<String, List<Double>> figures = new LinkedHashMap<>();
  private final Map<String, String> units = new LinkedHashMap<>();

  /** Prints a figure of this process, from which the measuring one makes a row. */
  static void print(String row, String unit, double value) {
    System.out.println(MARK + row + ";" + unit + ";" + value);
  }

  /** Runs a command; its output is shown if it fails. */
  void add(String name, boolean counts, List<String> command, Path directory)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    long begin = System.nanoTime();
    int exit = builder.start().waitFor();
    double millis = (System.nanoTime() - begin) / 1e6;
    if (exit != 0) {
      throw new IOException(
          name + " ended with exit code " + exit + ": " + Files.readString(output));
    }
    if (!counts) {
      return;
    }
    put(name + ", whole process", "ms", millis);
    for (String line : Files.readAllLines(output)) {
      if (line.startsWith(MARK)) {
        String[] parts = line.split(";", -1);
        put(parts[1], parts[2], Double.parseDouble(parts[3]));
      }
    }
  }

  private void put(String row, String unit, double value) {
    units.put(row, unit);
    figures.computeIfAbsent(row, key -> new ArrayList<>()).add(value);
  }

  void table() {
    System.out.println(Sample.header());
    figures.forEach(
        (row, values) -> {
          double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
          System.out.println(Sample.of(row, units.getOrDefault(row, ""), "", all).row());
        });
  }
}
