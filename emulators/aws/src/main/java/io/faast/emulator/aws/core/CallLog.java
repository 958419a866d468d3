package io.faast.emulator.aws.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The calls that there were. Thread-safe. */
public final class CallLog {
  private final List<ApiCall> calls = new ArrayList<>();
  private final Map<String, Long> counts = new HashMap<>();

  /** Adds a call, and gives it its number. */
  public synchronized ApiCall add(
      String service,
      String operation,
      List<Permission> permissions,
      String caller,
      boolean presigned) {
    long nth = counts.merge(service + ":" + operation, 1L, Long::sum);
    ApiCall call = new ApiCall(service, operation, permissions, nth, caller, presigned);
    calls.add(call);
    return call;
  }

  /** Returns the calls up to now, in order. */
  public synchronized List<ApiCall> all() {
    return List.copyOf(calls);
  }
}
