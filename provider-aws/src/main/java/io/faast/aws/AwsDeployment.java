package io.faast.aws;

import io.faast.bundler.BundleException;
import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.AttemptReport;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FailureKind;
import io.faast.spi.Invocation;
import io.faast.spi.Meter;
import io.faast.spi.Outcome;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One run: a function, and the queues beside it. */
final class AwsDeployment implements Deployment {
  private static final System.Logger LOG = System.getLogger("io.faast.aws");

  /** Connections beyond the attempts that run at once: second copies of slow ones. */
  private static final int SPARE_CONNECTIONS = 32;

  /** How long what Lambda bills may take to arrive in the log. */
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(15);

  private final DeploymentSpec spec;
  private final Clients clients;
  private final RunResources resources;
  private final Reports reports;
  private final Metering metering;
  private final Payloads payloads;
  private final List<Meter> meters;
  private final URI logUrl;
  private final Heartbeat heartbeat;
  private final ControlQueues controls;
  private final @Nullable ResponsePoller poller;
  private final FunctionClient function;
  private final Dispatcher dispatcher;
  private final Set<AwsAttempt> running = ConcurrentHashMap.newKeySet();
  private final AtomicLong ids = new AtomicLong();
  private final LongAdder executions = new LongAdder();
  private final LongAdder billedNanos = new LongAdder();
  private final RunLog log;
  private final boolean byQueue;
  private volatile boolean closed;
  private volatile boolean reconciled;
  private @Nullable CompletableFuture<CleanupReport> closing;

  AwsDeployment(
      DeploymentSpec spec,
      Clients clients,
      RunResources resources,
      List<Meter> meters,
      Metering metering,
      PayloadBucket bucket,
      Wiring wiring) {
    this.spec = spec;
    this.clients = clients;
    this.resources = resources;
    logUrl = Places.logGroup(clients.region, Names.logGroup(spec.run().runId()));
    reports = new Reports(spec.memoryMb(), logUrl);
    this.meters = meters;
    this.metering = metering;
    payloads = new Payloads(clients, bucket, metering, spec.timeout());
    Replies replies = new Replies(payloads, metering);
    heartbeat = new Heartbeat(clients, wiring.functionArn());
    controls = new ControlQueues(resources, wiring.tags());
    String queue = wiring.responses();
    byQueue = wiring.byQueue();
    log = new RunLog(clients.logs(), Names.logGroup(spec.run().runId()), metering, LOG_PATIENCE);
    poller =
        queue == null
            ? null
            : new ResponsePoller(
                clients.sqs(), queue, metering, new EventRecords(reports, replies, log));
    function =
        clients.function(wiring.called(), spec.concurrency() + SPARE_CONNECTIONS, spec.timeout());
    dispatcher = new Dispatcher(function, wiring, poller, payloads, replies, reports);
    heartbeat.start();
  }

  @Override
  public Invocation invoke(Attempt attempt, AttemptListener listener) {
    String id = Long.toString(ids.incrementAndGet(), Character.MAX_RADIX);
    AwsAttempt made = new AwsAttempt(id, attempt, listener, this, reports);
    running.add(made);
    if (closed) {
      made.settle(cancelled(reports.unused()));
    } else if (!attempt.stream()) {
      dispatcher.send(made, null);
    }
    return made;
  }

  /** Begins a stream. Who asks for everything at once needs no way to be asked for more. */
  void begin(AwsAttempt attempt) {
    if (attempt.wanted() == Long.MAX_VALUE) {
      dispatcher.send(attempt, null);
      return;
    }
    var unused =
        controls
            .take()
            .whenComplete(
                (queue, failure) -> {
                  if (failure == null) {
                    dispatcher.send(attempt, line(attempt, queue));
                  } else {
                    attempt.settle(
                        new Outcome.Failed(
                            FailureKind.INFRASTRUCTURE,
                            "The queue for a stream's credit could not be made: "
                                + Api.describe(Api.cause(failure)),
                            reports.unused()));
                  }
                });
  }

  private CreditLine line(AwsAttempt attempt, String queue) {
    return new CreditLine(
        clients.sqs(),
        queue,
        attempt.id(),
        metering::queueRequests,
        workerIsDone -> {
          if (workerIsDone) {
            controls.giveBack(queue);
          }
        });
  }

  /**
   * Forgets an attempt.
   *
   * @param executed what it used, if Lambda has said how its execution ended
   */
  void ended(AwsAttempt attempt, @Nullable AttemptReport executed) {
    running.remove(attempt);
    if (executed != null && executed.billedNanos() > 0) {
      executions.increment();
      billedNanos.add(executed.billedNanos());
    }
    payloads.forget(attempt.id());
    if (poller != null) {
      poller.forget(attempt);
    }
  }

  /** Waits for what a stream's worker sent before it failed. */
  CompletableFuture<?> drained(AwsAttempt attempt) {
    return poller == null || !attempt.attempt().stream()
        ? CompletableFuture.completedFuture(null)
        : poller.drained(attempt);
  }

  @Override
  public List<Meter> meters() {
    return meters;
  }

  @Override
  public double[] ownUsage() {
    double[] usage = metering.usage();
    if (reconciled) {
      // What was reported is what workers measured, which is less than what Lambda bills.
      usage[Usage.REQUESTS] += Math.max(0, log.lines() - executions.sum());
      usage[Usage.LOG_INGESTION] += Usage.gigabytes(log.logBytes());
      usage[Usage.MEMORY_TIME] +=
          Usage.gigabyteSeconds(
              spec.memoryMb(), Math.max(0, log.billedNanos() - billedNanos.sum()));
    }
    return usage;
  }

  @Override
  public URI logUrl() {
    return logUrl;
  }

  @Override
  public boolean learn(Set<String> classes, Set<String> names) {
    try {
      return CodeBundle.learn(spec.module(), classes, names) > 0;
    } catch (BundleException e) {
      LOG.log(Level.WARNING, "What a function lacked is not noted for the next run.", e);
      return false;
    }
  }

  @Override
  public synchronized CompletionStage<CleanupReport> close() {
    CompletableFuture<CleanupReport> result = closing;
    if (result == null) {
      closed = true;
      result = Background.run("close", this::closeAll);
      closing = result;
    }
    return result;
  }

  private CleanupReport closeAll() {
    heartbeat.stop();
    for (AwsAttempt attempt : running) {
      attempt.settle(cancelled(reports.elapsed(attempt.elapsedNanos(), null)));
    }
    if (poller != null) {
      poller.close();
    }
    if (byQueue) {
      reconcile();
    }
    payloads.awaitDeletions();
    CleanupReport report = resources.deleteAll();
    function.close();
    clients.close();
    return report;
  }

  /** Waits for what Lambda bills, as long as the log is there. */
  private void reconcile() {
    long wanted = executions.sum();
    if (!log.await(wanted).join()) {
      LOG.log(
          Level.WARNING,
          "The log told of "
              + log.lines()
              + " of "
              + wanted
              + " executions in time; the cost of the others is what their workers measured.");
    }
    reconciled = true;
  }

  private static Outcome cancelled(AttemptReport report) {
    return new Outcome.Failed(
        FailureKind.CANCELLED,
        "The deployment was closed before the attempt ended; what already runs goes on to its own"
            + " end, and is paid for.",
        report);
  }
}
