package io.faast.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/**
 * What threads wait for until a call is completed: the executor of an action that depends on it.
 *
 * <p>A future's own wait, and a synchronous action added at the moment of completion, run whatever
 * depends on the future on the thread that waits or adds; and one of those actions could wait for
 * this very thread. Running an asynchronous action does so, too, when it has ended. But that the
 * action is to be executed is all there is to know: so it never is.
 */
final class CompletionLatch implements Executor {
  private final CountDownLatch latch = new CountDownLatch(1);

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
    latch.countDown();
  }
}
