package io.faast.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Figures of several runs: what is reported is their median, with the spread beside it. */
record Sample(String name, String unit, List<Double> sorted, String goal) {
  static Sample of(String name, String unit, String goal, double... figures) {
    return new Sample(name, unit, Arrays.stream(figures).sorted().boxed().toList(), goal);
  }

  double median() {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "| %-44s | %12.3f | %12.3f | %12.3f | %-7s | %d | %s |",
        name,
        sorted.get(0),
        median(),
        sorted.get(sorted.size() - 1),
        unit,
        sorted.size(),
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
