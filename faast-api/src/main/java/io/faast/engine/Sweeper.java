package io.faast.engine;

import io.faast.spi.Capability;
import io.faast.spi.FailureKind;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks at the running attempts in regular ticks, while there are any: for answers that are
 * overdue, and for stragglers. One timer for all attempts, instead of one each.
 */
final class Sweeper {
  static final long TICK_NANOS = 25_000_000;

  private final Engine engine;
  private final AtomicBoolean set = new AtomicBoolean();

  Sweeper(Engine engine) {
    this.engine = engine;
  }

  /** Makes sure that there is a next tick. */
  void wake() {
    if (!set.get() && set.compareAndSet(false, true)) {
      engine.scheduler.after(TICK_NANOS, this::tick);
    }
  }

  private void tick() {
    set.set(false);
    if (!engine.closed()) {
      try {
        sweep(engine.scheduler.nanos());
      } finally {
        if (!engine.running.isEmpty()) {
          wake();
        }
      }
    }
  }

  private void sweep(long now) {
    engine.running.forEach(attempt -> now - attempt.deadlineNanos > 0, this::overdue);
    SpeculationPolicy policy = engine.options.speculation();
    if (policy.on()) {
      engine.meters.forEach(meter -> meter.updateStragglerAge(policy));
      engine.running.forEach(
          attempt -> now - attempt.sentNanos > attempt.work.meter.stragglerAgeNanos(),
          attempt -> attempt.work.speculate(attempt));
    }
  }

  private void overdue(AttemptRun attempt) {
    // A provider that enforces timeouts would have told: then not the function is late, the answer
    // is.
    boolean enforced = engine.supports(Capability.TIMEOUT);
    String waited =
        "No answer came within the timeout of "
            + Failures.seconds(attempt.work.timeoutNanos)
            + " s and "
            + Failures.seconds(engine.graceNanos)
            + " s more"
            + (enforced ? "; it was lost on the way." : ".");
    attempt.lost(enforced ? FailureKind.INFRASTRUCTURE : FailureKind.TIMED_OUT, waited);
  }
}
