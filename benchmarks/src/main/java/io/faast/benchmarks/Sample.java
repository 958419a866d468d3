package io.faast.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Figures of several runs: what is reported is their median, with the spread beside it. */
record Sample(String name, String unit, double[] sorted, String goal) {
  static Sample of(String name, String unit, String goal, double... figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return new Sample(name, unit, sorted, goal);
  }

  double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "| %-44s | %12.3f | %12.3f | %12.3f | %-7s | %d | %s |",
        name,
        sorted[0],
        median(),
        sorted[sorted.length - 1],
        unit,
        sorted.length,
        goal);
  }

  static String header() {
    return String.format(
            Locale.ROOT,
            "| %-44s | %12s | %12s | %12s | %-7s | n | goal |",
            "what",
            "min",
            "median",
            "max",
            "unit")
        + System.lineSeparator()
        + "|---|---|---|---|---|---|---|";
  }

  /** Returns the value below which {@code share} of the ascending {@code figures} lie. */
  static double percentile(double[] ascending, double share) {
    int index = (int) Math.ceil(share * ascending.length) - 1;
    return ascending[Math.max(0, Math.min(ascending.length - 1, index))];
  }
}
