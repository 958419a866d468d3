package io.faast;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a module has cost so far, failed, retried, speculative and cancelled attempts included.
 *
 * @param provider name of the provider
 * @param items one line per meter; the known costs sum to {@link #total()}
 * @param calls calls submitted
 * @param attempts attempts whose usage is known
 * @param billed time that is billed, over those attempts
 * @param measured time that was measured, over those attempts
 * @since 0.1.0
 */
public record CostSnapshot(
    String provider,
    List<CostItem> items,
    long calls,
    long attempts,
    Duration billed,
    Duration measured) {
  /** Takes a copy of the list. */
  public CostSnapshot {
    items = List.copyOf(items);
  }

  /** Returns whether a price is unknown, so that the true cost is higher than {@link #total()}. */
  public boolean incomplete() {
    return items.stream().anyMatch(item -> item.unitPrice().isEmpty());
  }

  /** Returns the sum of the known costs in US dollars, or empty if no price is known. */
  public OptionalDouble total() {
    double sum = 0;
    boolean known = false;
    for (CostItem item : items) {
      OptionalDouble cost = item.cost();
      if (cost.isPresent()) {
        sum += cost.getAsDouble();
        known = true;
      }
    }
    return known ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }

  /** Returns the item of that name, or fails if the provider meters nothing of that name. */
  public CostItem find(String name) {
    return items.stream()
        .filter(item -> item.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new FaastException(
                    FaastException.Kind.INVALID_USE,
                    "Provider \"" + provider + "\" meters nothing named \"" + name + "\".",
                    "It meters " + items.stream().map(CostItem::name).toList() + ".",
                    null));
  }

  /** Returns a table for people. */
  @Override
  public String toString() {
    return CostTable.text(this);
  }

  /** Returns the items as comma-separated values (RFC 4180), with a header, and US dollars. */
  public String csv() {
    return CostTable.csv(this);
  }
}
