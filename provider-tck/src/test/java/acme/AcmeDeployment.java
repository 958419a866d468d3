package acme;

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
import io.faast.spi.UnsupportedCapabilityException;
import io.faast.worker.ReplySink;
import io.faast.worker.Worker;
import io.faast.worker.WorkerEnvironment;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One run: as many workers as attempts may run at once, each used by one thread at a time. */
final class AcmeDeployment implements Deployment {
  static final Path DIRECTORIES = Path.of(System.getProperty("java.io.tmpdir"), "acme");

  private static final long MILLISECOND = 1_000_000;
  private static final List<Meter> METERS =
      List.of(
          new Meter(
              "requests",
              "request",
              OptionalDouble.of(0),
              "threads of the client cost nothing",
              LocalDate.of(2026, 1, 1)));

  private final BlockingQueue<Worker> idle = new LinkedBlockingQueue<>();
  private final ExecutorService threads;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final Path directory;
  private final CompletableFuture<CleanupReport> closed = new CompletableFuture<>();
  private final AtomicBoolean closing = new AtomicBoolean();

  /** A directory stands for what the run creates; where there is a cloud, it carries a tag. */
  AcmeDeployment(DeploymentSpec spec) throws IOException {
    directory = Files.createDirectories(DIRECTORIES.resolve(spec.run().runId()));
    for (int i = 0; i < spec.concurrency(); i++) {
      idle.add(
          Worker.create(
              new WorkerEnvironment(
                  spec.module().getName(),
                  spec.module().getClassLoader(),
                  AcmeProvider.NAME,
                  spec.run().runId(),
                  "thread-" + i,
                  spec.memoryMb(),
                  1 << 20)));
    }
    threads = Executors.newFixedThreadPool(spec.concurrency(), AcmeDeployment::daemon);
  }

  private static Thread daemon(Runnable run) {
    Thread thread = new Thread(run, "acme");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns at once, and never throws: a failure to begin is an outcome, too. */
  @Override
  public Invocation invoke(Attempt attempt, AttemptListener listener) {
    Running made = new Running(attempt, listener);
    running.add(made);
    try {
      threads.execute(() -> serve(made));
    } catch (RejectedExecutionException e) {
      made.closed();
    }
    return made;
  }

  private void serve(Running attempt) {
    if (attempt.settled.get()) {
      return; // closed while it waited
    }
    attempt.begin();
    try {
      Worker worker = idle.take(); // there are as many as threads
      try {
        worker.handle(attempt.attempt.request().duplicate(), attempt);
      } finally {
        idle.add(worker);
      }
    } catch (InterruptedException e) {
      attempt.closed();
    } catch (RuntimeException | Error e) {
      attempt.settle(
          new Outcome.Failed(
              FailureKind.INFRASTRUCTURE, "The worker failed: " + e, attempt.report()));
    }
  }

  /** An attempt from the moment it is given to the provider until its one outcome. */
  private final class Running implements Invocation, ReplySink {
    private final Attempt attempt;
    private final AttemptListener listener;
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile long began;

    Running(Attempt attempt, AttemptListener listener) {
      this.attempt = attempt;
      this.listener = listener;
    }

    void begin() {
      began = System.nanoTime();
    }

    @Override
    public void item(ByteBuffer encoded) {
      throw new UnsupportedCapabilityException(AcmeProvider.NAME, Capability.STREAM);
    }

    @Override
    public void done(ByteBuffer encoded) {
      ByteBuffer own = ByteBuffer.allocate(encoded.remaining()).put(encoded).flip();
      settle(new Outcome.Answered(own, report()));
    }

    void closed() {
      settle(new Outcome.Failed(FailureKind.CANCELLED, "The deployment was closed.", report()));
    }

    void settle(Outcome outcome) {
      running.remove(this);
      if (settled.compareAndSet(false, true)) {
        listener.onOutcome(outcome);
      }
    }

    /** Billed time is a multiple of the billing quantum, and not less than the measured time. */
    AttemptReport report() {
      if (began == 0) {
        return AttemptReport.nothingUsed(METERS.size());
      }
      long measured = System.nanoTime() - began;
      long billed = (measured / MILLISECOND + 1) * MILLISECOND;
      return new AttemptReport("threads", null, 0, measured, billed, new double[] {1}, null);
    }

    @Override
    public void cancel() {
      throw new UnsupportedCapabilityException(AcmeProvider.NAME, Capability.CANCEL);
    }

    @Override
    public void request(long items) {
      throw new UnsupportedCapabilityException(AcmeProvider.NAME, Capability.STREAM);
    }
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
    throw new UnsupportedCapabilityException(AcmeProvider.NAME, Capability.LOGS);
  }

  /** Refuses what comes from now on, ends what runs, and deletes what was created. */
  @Override
  public CompletionStage<CleanupReport> close() {
    if (closing.compareAndSet(false, true)) {
      threads.shutdown();
      List.copyOf(running).forEach(Running::closed);
      threads.shutdownNow(); // not before: an interrupted function would answer
      closed.complete(delete());
    }
    return closed;
  }

  private CleanupReport delete() {
    try {
      return new CleanupReport(Files.deleteIfExists(directory) ? 1 : 0, List.of());
    } catch (IOException e) {
      return new CleanupReport(0, List.of(directory + " could not be deleted: " + e));
    }
  }
}
