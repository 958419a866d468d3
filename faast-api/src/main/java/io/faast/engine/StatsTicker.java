package io.faast.engine;

import io.faast.StatsEvent;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tells a consumer, in regular intervals, what each function did; never two events at once. */
final class StatsTicker implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.faast");

  private final Engine engine;
  private final Duration every;
  private final Consumer<? super StatsEvent> consumer;
  private final Map<String, Tally> before = new HashMap<>();
  private long since;
  private volatile boolean closed;

  StatsTicker(Engine engine, Duration every, Consumer<? super StatsEvent> consumer) {
    this.engine = engine;
    this.every = every;
    this.consumer = consumer;
    engine.meters.forEach(meter -> before.put(meter.function, meter.tally()));
    since = engine.scheduler.nanos();
    next();
  }

  private void next() {
    if (!closed && !engine.closed()) {
      engine.scheduler.after(every.toNanos(), () -> Completions.POOL.execute(this::tick));
    }
  }

  private void tick() {
    try {
      if (!closed) {
        tell();
      }
    } finally {
      next();
    }
  }

  /** Tells what happened since the last time. */
  private synchronized void tell() {
    long now = engine.scheduler.nanos();
    Duration interval = Duration.ofNanos(now - since);
    since = now;
    engine.meters.forEach(
        meter -> {
          Tally tally = meter.tally();
          Tally last = before.put(meter.function, tally);
          Tally earlier = last == null ? new Tally() : last;
          if (!tally.sameCounters(earlier)) {
            tell(
                new StatsEvent(
                    engine.options.clock().instant(),
                    interval,
                    tally.statsSince(earlier, meter.function)));
          }
        });
  }

  private void tell(StatsEvent event) {
    try {
      consumer.accept(event);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A listener of statistics failed.", e);
    }
  }

  /** Tells the rest, and then nothing more. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Completions.POOL.execute(this::tell);
    }
  }
}
