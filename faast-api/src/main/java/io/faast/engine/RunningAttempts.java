package io.faast.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that run now: linked through themselves, in stripes, so that a call allocates none.
 */
final class RunningAttempts {
  private static final int STRIPES = 16;

  private final Stripe[] stripes = new Stripe[STRIPES];

  RunningAttempts() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  void add(AttemptRun attempt) {
    stripe(attempt).add(attempt);
  }

  /** Has no effect if the attempt is not here. */
  void remove(AttemptRun attempt) {
    stripe(attempt).remove(attempt);
  }

  boolean isEmpty() {
    for (Stripe stripe : stripes) {
      if (!stripe.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Shows each attempt that satisfies {@code filter}, outside of any lock. */
  void forEach(Predicate<AttemptRun> filter, Consumer<AttemptRun> action) {
    for (Stripe stripe : stripes) {
      stripe.matching(filter).forEach(action);
    }
  }

  private Stripe stripe(AttemptRun attempt) {
    return stripes[(int) attempt.work.id & (STRIPES - 1)];
  }

  private static final class Stripe {
    private @Nullable AttemptRun head;

    synchronized boolean isEmpty() {
      return head == null;
    }

    synchronized void add(AttemptRun attempt) {
      attempt.registered = true;
      attempt.next = head;
      if (head != null) {
        head.previous = attempt;
      }
      head = attempt;
    }

    synchronized void remove(AttemptRun attempt) {
      if (!attempt.registered) {
        return;
      }
      attempt.registered = false;
      AttemptRun before = attempt.previous;
      AttemptRun after = attempt.next;
      if (before == null) {
        head = after;
      } else {
        before.next = after;
      }
      if (after != null) {
        after.previous = before;
      }
      attempt.previous = null;
      attempt.next = null;
    }

    synchronized List<AttemptRun> matching(Predicate<AttemptRun> filter) {
      List<AttemptRun> found = new ArrayList<>();
      for (AttemptRun at = head; at != null; at = at.next) {
        if (filter.test(at)) {
          found.add(at);
        }
      }
      return found;
    }
  }
}
