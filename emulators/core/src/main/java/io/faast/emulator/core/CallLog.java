package io.faast.emulator.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * The calls that there were. Thread-safe.
 *
 * @param <C> what is known of a call
 */
public final class CallLog<C> {
  private final List<C> calls = new ArrayList<>();
  private final Map<String, Long> counts = new HashMap<>();

  /** Adds a call, made with its number among those of that service and operation, from 1. */
  public synchronized C add(String service, String operation, LongFunction<C> numbered) {
    C call = numbered.apply(counts.merge(service + ":" + operation, 1L, Long::sum));
    calls.add(call);
    return call;
  }

  /** Returns the calls up to now, in order. */
  public synchronized List<C> all() {
    return List.copyOf(calls);
  }
}
