package io.faast.tck;

import java.util.List;
import java.util.Map;

/**
 * What a rule saw when it was tried, of what it made itself; what rules share is not in it.
 *
 * @param deployments how many it made
 * @param attempts how many it sent
 * @param items how many items of streams came
 * @param amounts what its attempts and deployments used, by the names of meters
 * @param resources what it found in the substrate, by the target's names, at most a few
 * @since 0.1.0
 */
public record Evidence(
    int deployments, int attempts, int items, Map<String, Double> amounts, List<String> resources) {
  /** What a rule saw that was not tried. */
  public static final Evidence NONE = new Evidence(0, 0, 0, Map.of(), List.of());

  /** Takes copies. */
  public Evidence {
    amounts = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(amounts));
    resources = List.copyOf(resources);
  }
}
