package io.faast.gcp;

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
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One run: a function, and the topics beside it. */
final class GcpDeployment implements Deployment {
  private static final System.Logger LOG = System.getLogger("io.faast.gcp");

  private final DeploymentSpec spec;
  private final Clients clients;
  private final RunResources resources;
  private final Reports reports;
  private final Metering metering;
  private final Payloads payloads;
  private final List<Meter> meters;
  private final URI logUrl;
  private final Heartbeat heartbeat;
  private final ControlTopics controls;
  private final @Nullable ResponseSubscriber responses;
  private final Dispatcher dispatcher;
  private final Set<GcpAttempt> running = ConcurrentHashMap.newKeySet();
  private final AtomicLong ids = new AtomicLong();
  private volatile boolean closed;
  private @Nullable CompletableFuture<CleanupReport> closing;

  /**
   * Makes the deployment of a function that is ready.
   *
   * @param vcpus of an instance
   */
  GcpDeployment(
      DeploymentSpec spec,
      Clients clients,
      RunResources resources,
      double vcpus,
      List<Meter> meters,
      Metering metering,
      Payloads payloads,
      ControlTopics controls,
      Wiring wiring) {
    this.spec = spec;
    this.clients = clients;
    this.resources = resources;
    this.meters = meters;
    this.metering = metering;
    this.payloads = payloads;
    this.controls = controls;
    logUrl = Places.logs(clients.project, clients.region, wiring.function());
    reports = new Reports(spec.memoryMb(), vcpus, logUrl);
    Replies replies = new Replies(payloads, metering);
    ServiceErrors errors = new ServiceErrors(reports, new Deaths(clients, wiring.function()));
    QueueAnswers answers = new QueueAnswers(replies, reports, errors, metering);
    responses =
        wiring.responses() == null
            ? null
            : new ResponseSubscriber(
                clients.pubsub(),
                QueueCreation.subscriptionName(
                    clients.project, Names.responses(spec.run().runId())),
                metering,
                answers);
    String requests = wiring.requests();
    RequestQueue queue =
        requests == null
            ? null
            : new RequestQueue(controls.publishing(), requests, answers, reports);
    dispatcher =
        new Dispatcher(
            clients.http(),
            wiring,
            queue,
            responses,
            payloads,
            replies,
            reports,
            errors,
            clients.options.instanceConcurrency() == 1);
    heartbeat = new Heartbeat(clients, Names.payloads(spec.run().runId()), metering);
    heartbeat.start();
    if (responses != null) {
      responses.start();
    }
  }

  @Override
  public Invocation invoke(Attempt attempt, AttemptListener listener) {
    String id = Long.toString(ids.incrementAndGet(), Character.MAX_RADIX);
    GcpAttempt made = new GcpAttempt(id, attempt, listener, this, reports);
    running.add(made);
    if (closed) {
      made.settle(cancelled(reports.unused()));
    } else if (!attempt.stream()) {
      dispatcher.send(made, null);
    }
    return made;
  }

  /** Begins a stream. Who asks for everything at once needs no way to be asked for more. */
  void begin(GcpAttempt attempt) {
    if (attempt.wanted() == Long.MAX_VALUE) {
      dispatcher.send(attempt, null);
      return;
    }
    var unused =
        controls
            .take()
            .whenComplete(
                (control, failure) -> {
                  if (failure == null) {
                    dispatcher.send(attempt, controls.line(attempt, control));
                  } else {
                    attempt.settle(
                        new Outcome.Failed(
                            FailureKind.INFRASTRUCTURE,
                            "The topic for a stream's credit could not be made: "
                                + Api.describe(Api.cause(failure)),
                            reports.unused()));
                  }
                });
  }

  /**
   * Forgets an attempt.
   *
   * @param executed what it used, if its execution has ended
   */
  void ended(GcpAttempt attempt, @Nullable AttemptReport executed) {
    running.remove(attempt);
    payloads.forget(attempt.id());
    if (responses != null) {
      responses.forget(attempt);
    }
  }

  /** Waits for what a stream's worker sent before it failed. */
  CompletableFuture<?> drained(GcpAttempt attempt) {
    return responses == null || !attempt.attempt().stream()
        ? CompletableFuture.completedFuture(null)
        : responses.drained(attempt);
  }

  @Override
  public List<Meter> meters() {
    return meters;
  }

  @Override
  public double[] ownUsage() {
    return metering.usage();
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
    for (GcpAttempt attempt : running) {
      attempt.settle(cancelled(reports.elapsed(attempt.elapsedNanos(), null)));
    }
    controls.publishing().await();
    if (responses != null) {
      responses.close();
    }
    payloads.awaitDeletions();
    CleanupReport report = resources.deleteAll();
    clients.close();
    return report;
  }

  private static Outcome cancelled(AttemptReport report) {
    return new Outcome.Failed(
        FailureKind.CANCELLED,
        "The deployment was closed before the attempt ended; what already runs goes on to its own"
            + " end, and is paid for.",
        report);
  }
}
