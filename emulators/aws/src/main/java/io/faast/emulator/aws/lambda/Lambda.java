package io.faast.emulator.aws.lambda;

import io.faast.emulator.aws.core.Meters;
import io.faast.emulator.aws.core.Place;
import io.faast.emulator.aws.core.Service;
import io.faast.emulator.aws.iam.Identities;
import io.faast.emulator.aws.iam.Roles;
import io.faast.emulator.aws.logs.LogStore;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** All of Lambda. */
public final class Lambda implements AutoCloseable {
  private final Functions functions;
  private final Concurrency concurrency;
  private final Layers layers;
  private final @Nullable Fleet fleet;
  private final @Nullable RuntimeApi runtimeApi;
  private final Service service;
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, Lambda::daemon);

  /** The rest of the account, as far as Lambda has to do with it. */
  public record Surroundings(
      Place place,
      Identities identities,
      Roles roles,
      LogStore logs,
      Meters meters,
      Destinations destinations,
      CodeSource objects,
      ExecutorService workers) {}

  /**
   * How Lambda behaves.
   *
   * @param directory where packages and instances have their files
   * @param simulated stands in for every function, if it is not null
   * @param latency how long a simulated function takes
   */
  public record Manner(
      URI endpoint,
      Path directory,
      int concurrency,
      int pendingLooks,
      Duration initLimit,
      Duration asyncRetryDelay,
      Map<String, String> instanceEnvironment,
      @Nullable SimulatedFunction simulated,
      Duration latency) {}

  /** A process of a function. */
  public record Look(String function, long pid, String logStream, boolean busy) {}

  /** Begins without functions. */
  public Lambda(Surroundings around, Manner manner) {
    clock.setRemoveOnCancelPolicy(true);
    ExecutorService workers = around.workers();
    Place place = around.place();
    functions = new Functions(place);
    concurrency = new Concurrency(manner.concurrency());
    layers = new Layers(place, manner.directory());
    Runner runner;
    SimulatedFunction simulated = manner.simulated();
    if (simulated == null) {
      URI endpoint = manner.endpoint();
      InstanceCommand command =
          new InstanceCommand(
              place, endpoint, manner.instanceEnvironment(), layers, manner.directory());
      fleet =
          new Fleet(
              place,
              around.identities(),
              around.roles(),
              around.logs(),
              around.meters(),
              command,
              endpoint.getAuthority() + "/" + RuntimeApi.PREFIX + "/",
              manner.directory(),
              concurrency,
              manner.initLimit(),
              workers,
              clock);
      runtimeApi = new RuntimeApi(fleet);
      around.logs().beforeReading(fleet::fetchLogs);
      runner = fleet;
    } else {
      fleet = null;
      runtimeApi = null;
      runner = new Simulator(simulated, manner.latency(), around, concurrency, clock);
    }
    Events events =
        new Events(
            place, functions, runner, around.destinations(), manner.asyncRetryDelay(), clock);
    service =
        new LambdaService(
            functions,
            new Management(
                place,
                functions,
                around.roles(),
                fleet,
                around.objects(),
                layers,
                manner.directory(),
                manner.pendingLooks(),
                workers),
            new Settings(place, functions, around.roles(), around.destinations(), concurrency),
            new Invoke(functions, runner, events, around.meters()),
            workers);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "aws-emulator-clock");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns what answers clients. */
  public Service service() {
    return service;
  }

  /** Adds a layer, and returns the ARN of its version. */
  public String addLayer(String name, byte[] zip) {
    return layers.add(name, zip);
  }

  /** Returns what the functions look like. */
  public List<Functions.Look> functions() {
    return functions.looks();
  }

  /** Returns what the instances look like. */
  public List<Look> instances() {
    return fleet == null
        ? List.of()
        : fleet.all().stream()
            .filter(each -> each.pid() > 0)
            .map(each -> new Look(each.function.name, each.pid(), each.log.stream(), each.busy()))
            .toList();
  }

  /** Returns how many invocations run. */
  public int running() {
    return concurrency.running();
  }

  /** Returns how many invocations ran at most at once. */
  public int mostRunning() {
    return concurrency.most();
  }

  /** Returns whether a request is one of an instance to its runtime's API. */
  public static boolean isInstance(Request request) {
    return request.rawPath().startsWith("/" + RuntimeApi.PREFIX + "/");
  }

  /** Answers an instance. */
  public CompletableFuture<Response> instance(Request request) {
    return runtimeApi == null
        ? CompletableFuture.completedFuture(Response.empty(404))
        : runtimeApi.handle(request);
  }

  /** Ends every instance. */
  @Override
  public void close() {
    if (fleet != null) {
      fleet.close();
    }
    clock.shutdownNow();
  }
}
