package io.faast.emulator.core;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which calls go wrong, and how: chosen by what they are and by their number, never by luck.
 * Thread-safe.
 *
 * @param <C> what is known of a call
 */
public final class Faults<C> {
  private final List<Rule<C>> rules = new CopyOnWriteArrayList<>();

  private interface Rule<C> {
    Optional<Fault> of(C call);
  }

  /** Lets every call for which {@code when} holds suffer {@code fault}. The first match counts. */
  public void inject(Predicate<? super C> when, Fault fault) {
    rules.add(call -> when.test(call) ? Optional.of(fault) : Optional.empty());
  }

  /** Asks of every call what is to go wrong with it, once. The first answer counts. */
  public void inject(Function<? super C, Optional<Fault>> ask) {
    rules.add(ask::apply);
  }

  /** Lets nothing go wrong any more. */
  public void clear() {
    rules.clear();
  }

  /** Returns what is to go wrong with a call. */
  public Optional<Fault> of(C call) {
    for (Rule<C> rule : rules) {
      Optional<Fault> fault = rule.of(call);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }
}
