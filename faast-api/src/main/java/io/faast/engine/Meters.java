package io.faast.engine;

import io.faast.FunctionStats;
import io.faast.ModuleStats;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The measurements of all functions that were called. */
final class Meters {
  private final ConcurrentHashMap<String, FunctionMeter> functions = new ConcurrentHashMap<>();

  FunctionMeter of(String function) {
    FunctionMeter meter = functions.get(function);
    return meter != null ? meter : functions.computeIfAbsent(function, FunctionMeter::new);
  }

  void forEach(Consumer<FunctionMeter> action) {
    functions.values().forEach(action);
  }

  /** Returns the statistics of a function; all zero if it was not called. */
  FunctionStats stats(String function) {
    FunctionMeter meter = functions.get(function);
    return (meter == null ? new Tally() : meter.tally()).stats(function);
  }

  ModuleStats stats(int running, int queued) {
    Tally total = new Tally();
    Map<String, FunctionStats> each = new HashMap<>();
    for (FunctionMeter meter : functions.values()) {
      Tally tally = meter.tally();
      tally.addTo(total);
      each.put(meter.function, tally.stats(meter.function));
    }
    return new ModuleStats(total.stats(""), each, running, queued);
  }

  long calls() {
    Tally total = new Tally();
    forEach(meter -> meter.addTo(total));
    return total.calls;
  }
}
