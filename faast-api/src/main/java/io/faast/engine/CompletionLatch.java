package io.faast.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/**
 * What threads wait for until a call is completed, and the executor of the action that opens it.
 *
 * <p>A future's own wait, and a synchronous action added at the moment of completion, run whatever
 * depends on the future on the thread that waits or adds; and one of those actions could wait for
 * this very thread. So the action is an asynchronous one. The thread that completes the future runs
 * it at once; the thread that made the latch, finding the future completed meanwhile, leaves it to
 * the pool.
 */
final class CompletionLatch implements Executor {
  private final Thread maker = Thread.currentThread();
  private final CountDownLatch latch = new CountDownLatch(1);

  void open() {
    latch.countDown();
  }

  /**
   * Waits until {@code endNanos}, or for ever if that is 0, and returns whether the latch is open.
   * A pool's thread is compensated for meanwhile.
   */
  boolean await(long endNanos) throws InterruptedException {
    ForkJoinPool.managedBlock(
        new ForkJoinPool.ManagedBlocker() {
          @Override
          public boolean block() throws InterruptedException {
            if (endNanos == 0) {
              latch.await();
              return true;
            }
            // Whether it opened or the time is over, the wait has ended.
            boolean unused = latch.await(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            return true;
          }

          @Override
          public boolean isReleasable() {
            return latch.getCount() == 0;
          }
        });
    return latch.getCount() == 0;
  }

  @Override
  public void execute(Runnable action) {
    if (Thread.currentThread() == maker) {
      Completions.POOL.execute(action);
    } else {
      action.run();
    }
  }
}
