package io.faast.engine;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;

/** A thread that waits in the slot of a call; a pool's thread is compensated for meanwhile. */
final class SlotWaiter implements ForkJoinPool.ManagedBlocker {
  private final CallImpl<?> call;
  private final boolean interruptible;
  private final long endNanos;
  private final Thread thread = Thread.currentThread();
  private boolean interrupted;

  /** Waits until {@code endNanos}, or for ever if that is 0. */
  SlotWaiter(CallImpl<?> call, boolean interruptible, long endNanos) {
    this.call = call;
    this.interruptible = interruptible;
    this.endNanos = endNanos;
  }

  /** Returns whether the thread was interrupted, which it then does not show any more. */
  boolean await() {
    while (!isReleasable()) {
      try {
        ForkJoinPool.managedBlock(this);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  @Override
  public boolean isReleasable() {
    if (Thread.interrupted()) {
      interrupted = true;
    }
    return !call.waiting(thread)
        || (interrupted && interruptible)
        || (endNanos != 0 && System.nanoTime() - endNanos >= 0);
  }

  @Override
  public boolean block() {
    while (!isReleasable()) {
      if (endNanos == 0) {
        LockSupport.park(call);
      } else {
        LockSupport.parkNanos(call, endNanos - System.nanoTime());
      }
    }
    return true;
  }
}
