package io.faast.tck.reference;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.AttemptReport;
import io.faast.spi.Capability;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FailureKind;
import io.faast.spi.Invocation;
import io.faast.spi.Meter;
import io.faast.spi.Outcome;
import io.faast.spi.ProviderException;
import io.faast.spi.UnsupportedCapabilityException;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** One thread a worker, which take attempts from a queue. */
final class InProcessDeployment implements Deployment {
  private static final String SOURCE = "threads of this process cost nothing";
  static final List<Meter> METERS =
      List.of(
          new Meter("requests", "request", OptionalDouble.of(0), SOURCE, LocalDate.EPOCH),
          new Meter("duration", "MB-ms", OptionalDouble.of(0), SOURCE, LocalDate.EPOCH));

  private final Substrate substrate;
  private final List<String> created = new ArrayList<>();
  private final List<WorkerThread> workers = new ArrayList<>();
  private final BlockingQueue<Running> queue = new LinkedBlockingQueue<>();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<CleanupReport> closed = new CompletableFuture<>();

  InProcessDeployment(DeploymentSpec spec, Substrate substrate) {
    this.substrate = substrate;
    for (String type : List.of("function", "queue")) {
      String id = spec.run().runId() + "-" + type;
      created.add(id);
      try {
        substrate.create(id, new Substrate.Thing(type, spec.run(), true));
      } catch (ProviderException e) {
        created.forEach(substrate::delete); // also this one: it may be there all the same
        throw e;
      }
    }
    for (int i = 0; i < spec.concurrency(); i++) {
      workers.add(new WorkerThread(spec, i, queue));
    }
  }

  @Override
  public Invocation invoke(Attempt attempt, AttemptListener listener) {
    Running running = new Running(attempt, listener);
    if (closing.get()) {
      running.failed(FailureKind.CANCELLED, "the deployment is closed");
      return running;
    }
    queue.add(running);
    if (closing.get() && queue.remove(running)) {
      running.failed(FailureKind.CANCELLED, "the deployment was closed");
    }
    return running;
  }

  @Override
  public List<Meter> meters() {
    return METERS;
  }

  @Override
  public double[] ownUsage() {
    return new double[METERS.size()];
  }

  @Override
  public URI logUrl() {
    throw new UnsupportedCapabilityException(InProcessProvider.NAME, Capability.LOGS);
  }

  @Override
  public CompletionStage<CleanupReport> close() {
    if (closing.compareAndSet(false, true)) {
      Thread closer = new Thread(this::shutDown, "in-process-close");
      closer.setDaemon(true);
      closer.start();
    }
    return closed;
  }

  private void shutDown() {
    List<Running> waiting = new ArrayList<>();
    queue.drainTo(waiting);
    for (Running running : waiting) {
      running.failed(FailureKind.CANCELLED, "the deployment was closed");
    }
    workers.forEach(WorkerThread::end);
    int deleted = 0;
    for (String id : created) {
      deleted += substrate.delete(id) ? 1 : 0;
    }
    closed.complete(new CleanupReport(deleted, List.of()));
  }

  static AttemptReport report(String worker, long measuredNanos, int memoryMb) {
    long quantum = 1_000_000;
    long billed = Math.max(1, (measuredNanos + quantum - 1) / quantum) * quantum;
    return new AttemptReport(
        worker,
        null,
        0,
        measuredNanos,
        billed,
        new double[] {1, (double) memoryMb * billed / quantum},
        null);
  }

  static Outcome.Failed failure(FailureKind kind, String message, AttemptReport report) {
    return new Outcome.Failed(kind, message, report);
  }
}
