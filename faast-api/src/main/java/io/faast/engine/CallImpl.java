package io.faast.engine;

import io.faast.Call;
import io.faast.CallTimings;
import io.faast.spi.AttemptReport;
import io.faast.spi.Capability;
import io.faast.spi.UnsupportedCapabilityException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.URI;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call.
 *
 * <p>Settling and completing are two steps. The thread that brings the answer only settles: it
 * leaves the outcome in {@link #slot} and goes on. Completing decodes the value and runs dependent
 * actions; it is done by a thread that waits in join or get, where there is one and nothing depends
 * on the call (one thread switch less), or else by the pool. The slot says who must: the settler
 * takes what it finds there, a waiting thread or nobody, in one atomic step, and a waiting thread
 * that gives up takes itself out in another, or finds the outcome and completes.
 */
final class CallImpl<R> extends Call<R> implements Runnable {
  private static final VarHandle SLOT;

  /** In the slot while the call has not been handed to the user: who submits it completes it. */
  private static final Object SUBMITTING = new Object();

  /** In the slot when a thread completes the call, or has completed it. */
  private static final Object TAKEN = new Object();

  static {
    try {
      SLOT = MethodHandles.lookup().findVarHandle(CallImpl.class, "slot", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final ValueWork<R> work;

  /** SUBMITTING, null, a waiting Thread, a Settled, or TAKEN. */
  private volatile @Nullable Object slot = SUBMITTING;

  /** What threads wait for that did not find the slot free. */
  private @Nullable CompletionLatch completed;

  CallImpl(ValueWork<R> work) {
    this.work = work;
  }

  /** Leaves the outcome; called once. */
  void publish(Settled how, boolean usePool) {
    Object before = SLOT.getAndSet(this, how.byUser() ? TAKEN : how);
    if (how.byUser()) {
      // Completed here, so that cancel can tell that the call is cancelled.
      finish(how);
    }
    if (before instanceof Thread waiter) {
      LockSupport.unpark(waiter);
    } else if (before == null && usePool && !how.byUser()) {
      Completions.POOL.execute(this);
    }
  }

  /** The call goes to the user now. If it is settled already, nothing can depend on it yet. */
  void submitted() {
    if (!SLOT.compareAndSet(this, SUBMITTING, null)) {
      run();
    }
  }

  /** Completes the call, if it is settled and nobody does. */
  @Override
  public void run() {
    if (slot instanceof Settled how && SLOT.compareAndSet(this, how, TAKEN)) {
      finish(how);
    }
  }

  @SuppressWarnings("unchecked")
  private void finish(Settled how) {
    try {
      if (how instanceof Settled.Returned returned) {
        super.complete((R) work.function.codec().readResult(returned.value()));
      } else if (how instanceof Settled.Threw threw) {
        super.completeExceptionally(RemoteErrors.rebuild(work, threw));
      } else if (how instanceof Settled.Failed failed) {
        super.completeExceptionally(failed.why());
      } else if (how instanceof Settled.GivenUp givenUp) {
        super.completeExceptionally(givenUp.why());
      } else if (how instanceof Settled.ByHand byHand && byHand.thrown() == null) {
        super.complete((R) byHand.value());
      } else if (how instanceof Settled.ByHand byHand) {
        super.completeExceptionally(byHand.thrown());
      } else {
        super.completeExceptionally(new CancellationException());
      }
    } catch (Throwable e) {
      // Reading the value failed: every call must complete, whatever was thrown.
      super.completeExceptionally(RemoteErrors.unreadable(work, e));
    }
  }

  @Override
  public R join() {
    await(false, 0);
    boolean interrupted = false;
    while (!super.isDone()) {
      try {
        completed().await(0);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return super.join();
  }

  @Override
  public R get() throws InterruptedException, ExecutionException {
    if (!await(true, 0)) {
      throw new InterruptedException();
    }
    if (!super.isDone()) {
      completed().await(0);
    }
    return super.get();
  }

  @Override
  public R get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    long end = System.nanoTime() + unit.toNanos(timeout);
    end = end == 0 ? 1 : end;
    if (!await(true, end)) {
      throw new InterruptedException();
    }
    if (!super.isDone() && !completed().await(end)) {
      throw new TimeoutException();
    }
    return super.get();
  }

  private CompletionLatch completed() {
    synchronized (this) {
      if (completed != null) {
        return completed;
      }
      completed = new CompletionLatch();
    }
    CompletionLatch latch = completed;
    var unused = super.whenCompleteAsync((value, thrown) -> {}, latch);
    return latch;
  }

  /**
   * Waits in the slot, if it is free, until the call is settled, and completes it if nothing
   * depends on it. Returns false if interrupted. Otherwise the call is completed, or will be by
   * another thread.
   */
  private boolean await(boolean interruptible, long endNanos) {
    if (super.isDone()) {
      return true;
    }
    boolean mine = false;
    boolean interrupted = false;
    if (slot == null && SLOT.compareAndSet(this, null, Thread.currentThread())) {
      SlotWaiter waiter = new SlotWaiter(this, interruptible, endNanos);
      interrupted = waiter.await();
      mine = !SLOT.compareAndSet(this, Thread.currentThread(), null);
    }
    if (slot instanceof Settled) {
      completeHere(mine);
    } else if (interrupted && interruptible) {
      return false;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  /** An action that depends on the call could wait for this very thread: then the pool runs it. */
  private void completeHere(boolean mine) {
    if (getNumberOfDependents() == 0) {
      run();
    } else if (mine || work.hooked()) {
      Completions.POOL.execute(this);
    }
  }

  boolean waiting(Thread thread) {
    return slot == thread;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (!isDone() && !work.engine.supports(Capability.CANCEL)) {
      throw new UnsupportedCapabilityException(work.engine.provider(), Capability.CANCEL);
    }
    work.settle(new Settled.Cancelled(), null);
    return isCancelled();
  }

  @Override
  public boolean complete(R value) {
    return work.settle(new Settled.ByHand(value, null), null);
  }

  @Override
  public boolean completeExceptionally(Throwable thrown) {
    return work.settle(new Settled.ByHand(null, thrown), null);
  }

  @Override
  public Call<R> completeAsync(Supplier<? extends R> supplier, Executor executor) {
    executor.execute(
        () -> {
          try {
            complete(supplier.get());
          } catch (RuntimeException | Error e) {
            completeExceptionally(e);
          }
        });
    return this;
  }

  @Override
  public void obtrudeValue(R value) {
    complete(value);
    super.obtrudeValue(value);
  }

  @Override
  public void obtrudeException(Throwable thrown) {
    completeExceptionally(thrown);
    super.obtrudeException(thrown);
  }

  @Override
  public String callId() {
    return Long.toString(work.id);
  }

  @Override
  public String function() {
    return work.function.name();
  }

  @Override
  public int attempts() {
    return work.attempts();
  }

  @Override
  public CallTimings timings() {
    return work.timings();
  }

  @Override
  public @Nullable String executionId() {
    AttemptReport report = work.report();
    return report == null ? null : report.executionId();
  }

  @Override
  public @Nullable URI logUrl() {
    return work.logUrl();
  }
}
