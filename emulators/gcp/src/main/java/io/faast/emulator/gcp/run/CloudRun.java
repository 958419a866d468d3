package io.faast.emulator.gcp.run;

import io.faast.emulator.core.HttpCalls;
import io.faast.emulator.core.Starts;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.iam.Identities;
import io.faast.emulator.gcp.logging.LogStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The services of Cloud Run, each of which has one revision. Thread-safe. */
public final class CloudRun implements AutoCloseable {
  private static final int MAX_ANSWER = 64 << 20;
  private static final long SWEEP_MILLIS = 50;

  private final Place place;
  private final LogStore logs;
  private final Manner manner;
  private final Machine machine;
  private final HttpCalls calls = new HttpCalls(MAX_ANSWER);
  private final ScheduledThreadPoolExecutor clock;
  private final Map<String, RunService> services = new ConcurrentHashMap<>();

  /**
   * How instances behave.
   *
   * @param directory where their files are
   * @param environment environment variables besides the function's
   * @param queueWait how long a request waits for an instance at most
   * @param startLimit how long an instance may take until it listens
   * @param idleLimit how long an instance without requests is kept
   * @param simulated runs instead of any process, or null
   * @param latency how long a simulated request takes
   */
  public record Manner(
      Path directory,
      Map<String, String> environment,
      Duration queueWait,
      Duration startLimit,
      Duration idleLimit,
      @Nullable SimulatedFunction simulated,
      Duration latency) {}

  /** An instance, and how many requests it has. */
  public record InstanceLook(String function, String id, long pid, int requests) {}

  /** Begins without services. */
  public CloudRun(
      Place place,
      Meters meters,
      LogStore logs,
      Identities identities,
      Executor workers,
      Manner manner) {
    this.place = place;
    this.logs = logs;
    this.manner = manner;
    clock = new ScheduledThreadPoolExecutor(1, CloudRun::daemon);
    clock.setRemoveOnCancelPolicy(true);
    machine =
        new Machine(
            place,
            meters,
            identities,
            new InstanceCommand(manner.environment(), manner.directory()),
            calls,
            new Starts(workers),
            clock,
            manner.queueWait(),
            manner.startLimit(),
            manner.idleLimit());
    var unused =
        clock.scheduleWithFixedDelay(
            this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "gcp-emulator-clock");
    thread.setDaemon(true);
    return thread;
  }

  private void sweep() {
    revisions().forEach(Revision::sweep);
  }

  private List<Revision> revisions() {
    List<Revision> revisions = new ArrayList<>();
    for (RunService service : services.values()) {
      if (service.runner() instanceof Revision revision) {
        revisions.add(revision);
      }
    }
    return revisions;
  }

  /**
   * Makes a service that runs what is in {@code jar}, and starts an instance of it.
   *
   * @return what kept the instance from starting; empty if nothing did
   */
  public CompletableFuture<String> create(RunConfig config, Path jar) {
    RevisionLog log = new RevisionLog(logs, place, config);
    SimulatedFunction simulated = manner.simulated();
    Runner runner =
        simulated == null
            ? new Revision(machine, config, log, jar)
            : new Simulator(simulated, manner.latency(), machine, config);
    services.put(config.function(), new RunService(config, log, runner));
    return runner.check();
  }

  /** Ends a service, with its instances; returns whether there was one. */
  public boolean delete(String name) {
    RunService service = services.remove(name);
    if (service != null) {
      service.runner().close();
    }
    return service != null;
  }

  Optional<RunService> find(String name) {
    return Optional.ofNullable(services.get(name));
  }

  /** Returns what runs as which service, by its name. */
  public List<RunConfig> services() {
    return services.values().stream().map(RunService::config).toList();
  }

  /** Returns the instances of all services. */
  public List<InstanceLook> instances() {
    return revisions().stream().flatMap(revision -> revision.looks().stream()).toList();
  }

  /** Fetches what all instances have printed. */
  public void fetchLogs() {
    revisions().forEach(revision -> revision.all().forEach(Instance::fetchLog));
  }

  /** Ends every service. */
  @Override
  public void close() {
    machine.starts().close();
    List.copyOf(services.keySet()).forEach(this::delete);
    clock.shutdownNow();
    calls.close();
  }
}
