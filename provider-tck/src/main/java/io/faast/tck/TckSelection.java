package io.faast.tck;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which rules to try.
 *
 * @param ids ids such as {@code CAN-01}, or the letters of an area such as {@code CAN}; none
 *     selects all rules
 * @since 0.1.0
 */
public record TckSelection(List<String> ids) {
  /** Takes a copy, in capitals. */
  public TckSelection {
    ids = ids.stream().map(id -> id.trim().toUpperCase(Locale.ROOT)).toList();
  }

  /** Selects all rules. */
  public static TckSelection all() {
    return new TckSelection(List.of());
  }

  /** Selects rules by their ids or the letters of their areas. */
  public static TckSelection of(String... ids) {
    return new TckSelection(List.of(ids));
  }

  /** Reads a list with commas, such as {@code CAN,GC-03}; an empty one selects all rules. */
  public static TckSelection parse(String list) {
    return new TckSelection(
        Arrays.stream(list.split(",")).map(String::trim).filter(id -> !id.isEmpty()).toList());
  }

  /** Returns whether {@code rule} is selected. */
  public boolean includes(RuleInfo rule) {
    return ids.isEmpty() || ids.contains(rule.id()) || ids.contains(rule.prefix());
  }

  /** Returns those of the ids that select nothing, for an error message. */
  List<String> unknown(List<RuleInfo> rules) {
    return ids.stream().filter(id -> rules.stream().noneMatch(of(id)::includes)).toList();
  }
}
