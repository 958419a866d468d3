package io.faast.emulator.aws.core;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Which calls go wrong, and how: chosen by what they are and by their number, never by luck.
 * Thread-safe.
 */
public final class Faults {
  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  private record Rule(Predicate<ApiCall> when, Fault fault) {}

  /** Lets every call for which {@code when} holds suffer {@code fault}. The first match counts. */
  public void inject(Predicate<ApiCall> when, Fault fault) {
    rules.add(new Rule(when, fault));
  }

  /** Lets nothing go wrong any more. */
  public void clear() {
    rules.clear();
  }

  /** Returns what is to go wrong with a call. */
  public Optional<Fault> of(ApiCall call) {
    for (Rule rule : rules) {
      if (rule.when.test(call)) {
        return Optional.of(rule.fault);
      }
    }
    return Optional.empty();
  }
}
