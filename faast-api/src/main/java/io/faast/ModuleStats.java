package io.faast;

import java.util.Map;

/**
 * What the calls of a module did. Numbers are read while calls go on: each is exact for some moment
 * during the reading, not all for the same one.
 *
 * @param total over all functions
 * @param functions per function, by name
 * @param running attempts that are running now
 * @param queued calls that wait for their turn now
 * @since 0.1.0
 */
public record ModuleStats(
    FunctionStats total, Map<String, FunctionStats> functions, int running, int queued) {
  /** Takes a copy of the map. */
  public ModuleStats {
    functions = Map.copyOf(functions);
  }
}
