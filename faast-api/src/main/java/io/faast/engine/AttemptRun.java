package io.faast.engine;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.Capability;
import io.faast.spi.FailureKind;
import io.faast.spi.Invocation;
import io.faast.spi.Outcome;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt, from waiting at the gates to its outcome. Each of its ends happens once, whatever
 * comes in whatever order: its usage is counted once, its permits are given back once, and its work
 * hears of its end once.
 */
final class AttemptRun implements AttemptListener {
  private static final System.Logger LOG = System.getLogger("io.faast");
  private static final VarHandle OUTCOME;
  private static final VarHandle PERMITS;
  private static final VarHandle CANCEL;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      OUTCOME = lookup.findVarHandle(AttemptRun.class, "outcome", boolean.class);
      PERMITS = lookup.findVarHandle(AttemptRun.class, "permits", boolean.class);
      CANCEL = lookup.findVarHandle(AttemptRun.class, "cancelSent", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final Work work;
  final boolean speculative;
  final long enqueuedNanos;

  /**
   * The gate whose queue this is in; links and this are guarded by that gate, or by the registry.
   */
  @Nullable CallGate queuedAt;

  @Nullable AttemptRun previous;
  @Nullable AttemptRun next;

  /** Guarded by the registry of running attempts. */
  boolean registered;

  // Written before the attempt is sent.
  long sentNanos;
  long deadlineNanos;

  private volatile @Nullable Invocation invocation;
  private volatile boolean cancelWanted;
  private volatile boolean outcome;

  @SuppressWarnings("UnusedVariable") // read through its handle
  private volatile boolean permits = true;

  @SuppressWarnings("UnusedVariable") // read through its handle
  private volatile boolean cancelSent;

  AttemptRun(Work work, boolean speculative, long enqueuedNanos) {
    this.work = work;
    this.speculative = speculative;
    this.enqueuedNanos = enqueuedNanos;
  }

  /** A gate that this waited at let it through. */
  void passed(CallGate gate) {
    if (gate == work.engine.gate) {
      Trampoline.send(this);
    } else {
      work.engine.enterModule(this, false);
      work.giveUpIfClosed();
    }
  }

  /** Sends the attempt; it holds its permits. Called by the trampoline only. */
  void send() {
    Engine engine = work.engine;
    sentNanos = engine.scheduler.nanos();
    deadlineNanos = sentNanos + work.timeoutNanos + engine.graceNanos;
    Attempt attempt = work.sending(this);
    if (attempt == null) {
      giveBack();
      return;
    }
    try {
      invocation = engine.deployment.invoke(attempt, this);
    } catch (RuntimeException | Error e) {
      String message = "The provider failed to begin the attempt: " + e;
      onOutcome(
          new Outcome.Failed(
              FailureKind.INFRASTRUCTURE, message, false, null, e, engine.nothingUsed()));
      return;
    }
    if (!outcome) {
      engine.running.add(this);
      if (outcome) {
        engine.running.remove(this);
      }
      engine.sweeper.wake();
      work.sent(this);
    }
    if (cancelWanted) {
      stop();
    }
    work.giveUpIfClosed();
  }

  @Override
  public void onItem(ByteBuffer item) {
    work.item(this, item);
  }

  @Override
  public void onOutcome(Outcome ended) {
    if (!OUTCOME.compareAndSet(this, false, true)) {
      return;
    }
    Engine engine = work.engine;
    long now = engine.scheduler.nanos();
    engine.running.remove(this);
    AttemptRun nextHere = null;
    AttemptRun nextAtGate = null;
    // The permit has its next owner before the caller can ask for one, but the caller is told
    // first.
    if (PERMITS.compareAndSet(this, true, false)) {
      nextHere = engine.gate.leave();
      nextAtGate = work.gate == null ? null : work.gate.leave();
    }
    try {
      engine.usage.add(ended.report());
      work.ended(this, ended, now);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "The engine failed to take the outcome of an attempt.", e);
      work.broken(this, e);
    } finally {
      engine.handOn(nextHere, nextAtGate);
    }
  }

  /**
   * Ends an attempt whose answer is overdue; its outcome may still come, and is then only counted.
   */
  void lost(FailureKind kind, String message) {
    work.engine.running.remove(this);
    stop();
    giveBack();
    work.failed(this, Failure.of(kind, message, null));
  }

  /** Withdraws the attempt if it waits, stops it if it runs. */
  void abandon() {
    Engine engine = work.engine;
    CallGate own = work.gate;
    if (engine.gate.withdraw(this)) {
      permits = false;
      if (own != null) {
        engine.handOn(null, own.leave());
      }
    } else if (own != null && own.withdraw(this)) {
      permits = false;
    } else {
      stop();
    }
  }

  /** Asks for more items of a stream. */
  void request(long items) {
    Invocation running = invocation;
    if (running != null && !outcome) {
      running.request(items);
    }
  }

  boolean ended() {
    return outcome;
  }

  private void stop() {
    cancelWanted = true;
    Invocation running = invocation;
    if (running == null || outcome || !work.engine.supports(Capability.CANCEL)) {
      return;
    }
    if (CANCEL.compareAndSet(this, false, true)) {
      try {
        running.cancel();
      } catch (RuntimeException e) {
        // The attempt goes on to its end; its outcome is counted and otherwise of no interest.
        LOG.log(Level.WARNING, "An attempt of call " + work.id + " could not be cancelled.", e);
      }
    }
  }

  private void giveBack() {
    if (PERMITS.compareAndSet(this, true, false)) {
      AttemptRun nextHere = work.engine.gate.leave();
      AttemptRun nextAtGate = work.gate == null ? null : work.gate.leave();
      work.engine.handOn(nextHere, nextAtGate);
    }
  }
}
