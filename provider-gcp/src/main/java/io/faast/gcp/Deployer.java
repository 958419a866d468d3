package io.faast.gcp;

import com.google.cloud.functions.v2.Function;
import io.faast.bundler.PackedBundle;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.InvocationMode;
import io.faast.spi.Meter;
import io.faast.spi.ProviderException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a run needs, all at once where nothing depends on it, and unmakes it if a step fails.
 *
 * <p>The critical path is: bundle, upload, build. Google's build takes a minute or more, and in its
 * shadow everything else is made: bucket, topics, prices.
 */
final class Deployer {
  /** Connections that carry bytes seldom are cut after this by what lies between. */
  private static final Duration LONGEST_DIRECT = Duration.ofMinutes(5);

  /** The first run in a region waits so long for prices, at most; later ones find them kept. */
  private static final long PRICES_MILLIS = 1_000;

  /** So many streams at a time need not wait for the way that they are asked for items by. */
  private static final int CONTROLS = 2;

  private final DeploymentSpec spec;
  private final GcpOptions options;
  private final InstantSource clock;
  private final JavaRuntime runtime = JavaRuntime.forClient(Runtime.version().feature());

  Deployer(DeploymentSpec spec, GcpOptions options, InstantSource clock) {
    this.spec = spec;
    this.clock = clock;
    this.options = options;
  }

  Deployment deploy() {
    boolean byQueue = byQueue();
    Map<String, String> environment = FunctionEnvironment.of(spec, options);
    Map<String, String> labels =
        Labels.of(spec.run(), options.labels(), ClientMark.ofThisProcess());
    double cpu = Cpu.of(options, spec.memoryMb());
    if (!Labels.hold(spec.run().owner())) {
      throw new ProviderException(
          "The owner \"" + spec.run().owner() + "\" is too long for the labels of Google Cloud",
          "Give an owner of fewer characters, or of plainer ones.",
          null);
    }
    Clients clients = Clients.open(options, clock);
    RunResources resources = new RunResources();
    try {
      return new Steps(clients, resources, environment, labels, cpu, byQueue).run();
    } catch (RuntimeException | Error e) {
      resources.deleteAll().failures().forEach(f -> e.addSuppressed(new IllegalStateException(f)));
      clients.close();
      throw e;
    }
  }

  /**
   * Returns whether calls go by the queue. Pub/Sub waits ten minutes for an answer to a push, and
   * longer calls can go directly only.
   */
  private boolean byQueue() {
    boolean tooLong = spec.timeout().compareTo(GcpLimits.QUEUE_TIMEOUT) > 0;
    if (spec.mode() == InvocationMode.QUEUE && tooLong) {
      throw new ProviderException(
          "A timeout of "
              + spec.timeout().toSeconds()
              + " s is too long for the queue mode of Google Cloud, whose queue waits for "
              + GcpLimits.QUEUE_TIMEOUT.toSeconds()
              + " s",
          "Give a shorter timeout, or use the mode DIRECT.",
          null);
    }
    return spec.mode() == InvocationMode.QUEUE
        || (spec.mode() == InvocationMode.AUTO
            && !tooLong
            && spec.timeout().compareTo(LONGEST_DIRECT) > 0);
  }

  /** The steps of one deployment. */
  private final class Steps {
    private final Clients clients;
    private final RunResources resources;
    private final Map<String, String> environment;
    private final Map<String, String> labels;
    private final double cpu;
    private final boolean byQueue;
    private final Metering metering = new Metering();
    private final String runId = spec.run().runId();

    Steps(
        Clients clients,
        RunResources resources,
        Map<String, String> environment,
        Map<String, String> labels,
        double cpu,
        boolean byQueue) {
      this.clients = clients;
      this.resources = resources;
      this.environment = environment;
      this.labels = labels;
      this.cpu = cpu;
      this.byQueue = byQueue;
    }

    Deployment run() {
      Caller own = Caller.of(clients.credentials());
      ServiceAccounts accounts = new ServiceAccounts(clients, spec.progress());
      spec.progress().accept("Bundling " + spec.module().getName());
      CompletableFuture<PackedBundle> code =
          Background.run("bundle", () -> CodeBundle.make(spec, runtime));
      CompletableFuture<String> worker = Background.run("worker-account", accounts::worker);
      CompletableFuture<Optional<String>> invoker =
          own != null && !byQueue
              ? CompletableFuture.completedFuture(Optional.empty())
              : Background.run("invoker-account", () -> Optional.of(accounts.invoker(own == null)));
      CompletableFuture<Map<Metered, Price>> prices =
          Background.run("prices", () -> new Prices(clients.region).find(clients));
      // Nothing is created for a module that cannot be bundled, or a client that may not start.
      CompletableFuture<String> account = code.thenCombine(worker, (zip, email) -> email);
      CompletableFuture<SourceUpload> upload =
          code.thenCombine(worker, (zip, email) -> zip)
              .thenCompose(
                  zip -> Background.run("upload", () -> SourceUpload.of(clients, resources, zip)));
      CompletableFuture<Function> function =
          upload.thenCompose(source -> Background.run("function", () -> create(source, account)));
      PayloadBucket bucket = new PayloadBucket(clients, resources, metering, runId);
      CompletableFuture<Boolean> payloads =
          account.thenCompose(
              email -> Background.run("bucket", () -> bucket.create(labels, email)));
      CompletableFuture<Queues> queues =
          account.thenCompose(email -> Background.run("topics", () -> queues(email)));
      Background.settle(code, worker, invoker, upload, function, payloads, queues);

      // The order decides which of several failures is told: causes before what follows from them.
      value(code);
      value(worker);
      Optional<String> caller = value(invoker);
      value(upload);
      Function ready = value(function);
      value(payloads);
      Queues topics = value(queues);
      URI uri = URI.create(ready.getServiceConfig().getUri());
      Set<String> callers = new LinkedHashSet<>();
      caller.ifPresent(callers::add);
      if (own != null) {
        callers.add(own.email());
      }
      String name = Names.function(runId);
      new InvokerGrant(clients, spec.progress()).to(callers, name);
      Caller by = own == null ? new Caller(caller.orElseThrow(), null) : own;
      IdTokens tokens = new IdTokens(clients, by, uri.toString(), Clock.systemUTC());
      String requests =
          topics.responses != null && byQueue
              ? topics.creation.requests(topics.responses, uri, caller.orElseThrow())
              : null;
      if (!byQueue || by.own() == null) {
        FirstToken.await(tokens, tokenPatience(accounts), clients, spec.progress());
      }
      spec.progress().accept("Calls go to " + name + (byQueue ? " through a queue" : " directly"));
      List<Meter> meters = Prices.meters(clients.region, found(prices));
      clients.restFunctions();
      Wiring wiring = new Wiring(name, uri, tokens, topics.responses, requests, labels);
      return new GcpDeployment(
          spec,
          clients,
          resources,
          cpu,
          meters,
          metering,
          new Payloads(clients.rest(), bucket.name, metering),
          topics.controls,
          wiring);
    }

    private Function create(SourceUpload source, CompletableFuture<String> account) {
      long begun = System.nanoTime();
      Function made =
          new FunctionCreation(clients, spec, resources)
              .create(source, runtime, account.join(), cpu, environment, labels);
      metering.build(System.nanoTime() - begun);
      source.consumed(clients, resources);
      return made;
    }

    private Queues queues(String account) {
      QueueCreation creation = new QueueCreation(clients, resources, runId, labels, account);
      boolean streams = StreamFunctions.anyIn(spec.module());
      ControlTopics controls = new ControlTopics(creation, new Publishing(clients, metering));
      String responses = byQueue || streams ? creation.responses() : null;
      if (streams) {
        controls.prepare(CONTROLS);
      }
      return new Queues(creation, controls, responses);
    }
  }

  /** Without a new account, what is not allowed now will not be. */
  private static Duration tokenPatience(ServiceAccounts accounts) {
    return accounts.created() ? NewAccounts.PATIENCE : Duration.ZERO;
  }

  /** The topics of a run. */
  private record Queues(
      QueueCreation creation, ControlTopics controls, @Nullable String responses) {}

  /** Nobody waits long for prices: where they are not known in time, the built-in ones count. */
  private static Map<Metered, Price> found(CompletableFuture<Map<Metered, Price>> prices) {
    try {
      return prices.get(PRICES_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    } catch (ExecutionException | TimeoutException e) {
      System.getLogger("io.faast.gcp")
          .log(System.Logger.Level.DEBUG, "prices are not known by the billing catalog", e);
      return Map.of();
    }
  }

  private static <T> T value(CompletableFuture<T> step) {
    try {
      return step.join();
    } catch (CompletionException e) {
      Throwable cause = Api.cause(e);
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      if (cause instanceof Error failure) {
        throw failure;
      }
      throw new ProviderException("A step of the deployment failed: " + cause, "", cause);
    }
  }
}
