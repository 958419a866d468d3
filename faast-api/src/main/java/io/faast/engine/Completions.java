package io.faast.engine;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * The daemon threads that complete calls and so run users' dependent actions, shared by all
 * engines. They compensate for actions that wait for other calls.
 */
final class Completions {
  static final ForkJoinPool POOL =
      new ForkJoinPool(
          Math.max(2, Runtime.getRuntime().availableProcessors()),
          pool -> {
            ForkJoinWorkerThread thread =
                ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
            thread.setName("faast-completion-" + thread.getPoolIndex());
            return thread;
          },
          null,
          true);

  private Completions() {}
}
