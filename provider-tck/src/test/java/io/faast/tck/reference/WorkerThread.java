package io.faast.tck.reference;

import io.faast.spi.AttemptReport;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import io.faast.worker.ReplySink;
import io.faast.worker.Worker;
import io.faast.worker.WorkerEnvironment;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** A worker on a thread of its own. */
final class WorkerThread {
  private final String id;
  private final int memoryMb;
  private final Worker worker;
  private final BlockingQueue<Running> queue;
  private final Thread thread;
  private volatile boolean ended;
  private volatile @Nullable Running current;

  WorkerThread(DeploymentSpec spec, int number, BlockingQueue<Running> queue) {
    this.id = spec.run().runId() + "-" + number;
    this.memoryMb = spec.memoryMb();
    this.queue = queue;
    this.worker =
        Worker.create(
            new WorkerEnvironment(
                spec.module().getName(),
                spec.module().getClassLoader(),
                InProcessProvider.NAME,
                spec.run().runId(),
                id,
                spec.memoryMb(),
                new InProcessProvider().info().limits().maxResponseBytes()));
    this.thread = new Thread(this::work, id);
    thread.setDaemon(true);
    thread.start();
  }

  private void work() {
    while (!ended) {
      try {
        Running next = queue.take();
        current = next;
        if (next.begin(worker)) {
          if (ended) {
            next.cancel();
          }
          run(next);
        }
        current = null;
      } catch (InterruptedException e) {
        return; // Only end() interrupts a worker that waits for work.
      }
    }
  }

  private void run(Running next) {
    long start = System.nanoTime();
    ByteBuffer[] reply = new ByteBuffer[1];
    worker.handle(
        next.attempt().request().duplicate(),
        new ReplySink() {
          @Override
          public void item(ByteBuffer encoded) {
            next.listener().onItem(encoded);
          }

          @Override
          public void done(ByteBuffer encoded) {
            reply[0] = encoded;
          }
        });
    AttemptReport report =
        InProcessDeployment.report(id, Math.max(1, System.nanoTime() - start), memoryMb);
    next.settle(
        next.cancelled()
            ? InProcessDeployment.failure(FailureKind.CANCELLED, "cancelled", report)
            : new Outcome.Answered(reply[0], report));
  }

  /** Stops what runs, and returns when the thread has ended. */
  void end() {
    ended = true;
    Running running = current;
    if (running != null) {
      running.cancel();
    } else {
      thread.interrupt();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
