package io.faast.examples;

import io.faast.CostSnapshot;
import io.faast.FaastModule;
import io.faast.FunctionStats;
import io.faast.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What a run took and cost, as text. */
public final class Usage {
  private Usage() {}

  /** Returns the statistics of each function of a module, and the cost. */
  public static List<String> lines(FaastModule<?> module) {
    List<String> lines = new ArrayList<>();
    new TreeMap<>(module.stats().functions())
        .forEach((name, stats) -> lines.addAll(function(stats)));
    lines.add("Cost");
    module
        .costSnapshot()
        .toString()
        .lines()
        .map(line -> "  " + line.stripTrailing())
        .forEach(lines::add);
    return lines;
  }

  private static List<String> function(FunctionStats stats) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Function "
            + stats.function()
            + ": "
            + Units.count(stats.calls(), "call", "calls")
            + ", "
            + Units.count(stats.failed())
            + " failed; "
            + Units.count(stats.attempts(), "attempt", "attempts")
            + ", of which "
            + Units.count(stats.retries(), "retry", "retries")
            + " and "
            + Units.count(stats.speculative())
            + " speculative");
    TextTable times = new TextTable("lrrrrr").row("ms", "mean", "p50", "p90", "p99", "max");
    row(times, "queueing", stats.queueing());
    row(times, "start", stats.start());
    row(times, "execution", stats.execution());
    row(times, "returning", stats.returning());
    row(times, "total", stats.total());
    lines.addAll(times.lines());
    lines.add("");
    return lines;
  }

  private static void row(TextTable table, String what, Statistics times) {
    table.row(
        what,
        millis(times.mean()),
        millis(times.p50()),
        millis(times.p90()),
        millis(times.p99()),
        millis(times.max()));
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, "%,.2f", millis);
  }

  /** Returns the cost so far, short. */
  public static String cost(CostSnapshot cost) {
    OptionalDouble total = cost.total();
    if (total.isEmpty()) {
      return "cost unknown";
    }
    return String.format(Locale.ROOT, "$%.4f", total.getAsDouble())
        + (cost.incomplete() ? " and more" : "");
  }
}
