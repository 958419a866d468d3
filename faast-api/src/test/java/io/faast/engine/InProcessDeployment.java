package io.faast.engine;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.AttemptReport;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.Invocation;
import io.faast.spi.Meter;
import io.faast.spi.Outcome;
import io.faast.worker.ReplySink;
import io.faast.worker.Worker;
import io.faast.worker.WorkerEnvironment;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Real workers on threads of this process. */
final class InProcessDeployment implements Deployment {
  private final ExecutorService threads;
  private final BlockingQueue<Worker> idle = new LinkedBlockingQueue<>();
  private final List<Worker> workers;

  InProcessDeployment(int count) {
    threads = Executors.newFixedThreadPool(count);
    for (int i = 0; i < count; i++) {
      idle.add(
          Worker.create(
              new WorkerEnvironment(
                  Functions.class.getName(),
                  Functions.class.getClassLoader(),
                  "test",
                  "run-1",
                  "w" + i,
                  512,
                  100_000)));
    }
    workers = List.copyOf(idle);
  }

  @Override
  public Invocation invoke(Attempt attempt, AttemptListener listener) {
    threads.execute(() -> serve(attempt, listener));
    return new Invocation() {
      @Override
      public void cancel() {
        workers.forEach(worker -> worker.cancel(attempt.call(), attempt.number()));
      }

      @Override
      public void request(long items) {
        workers.forEach(worker -> worker.grant(attempt.call(), attempt.number(), items));
      }
    };
  }

  private void serve(Attempt attempt, AttemptListener listener) {
    Worker worker = idle.remove();
    worker.handle(
        attempt.request().duplicate(),
        new ReplySink() {
          @Override
          public void item(ByteBuffer encoded) {
            listener.onItem(encoded);
          }

          @Override
          public void done(ByteBuffer encoded) {
            double[] usage = {};
            listener.onOutcome(
                new Outcome.Answered(encoded, new AttemptReport("w", null, 0, 1, 1, usage, null)));
          }
        });
    idle.add(worker);
  }

  @Override
  public List<Meter> meters() {
    return List.of();
  }

  @Override
  public double[] ownUsage() {
    return new double[0];
  }

  @Override
  public URI logUrl() {
    return URI.create("file:///log");
  }

  @Override
  public CompletionStage<CleanupReport> close() {
    threads.shutdown();
    return CompletableFuture.completedFuture(new CleanupReport(workers.size(), List.of()));
  }
}
