package io.faast.aws;

import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.InvocationMode;
import io.faast.spi.Meter;
import io.faast.spi.ProviderException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.lambda.model.FunctionCode;

/**
 * Makes what a run needs, all at once where nothing depends on it, and unmakes it if a step fails.
 *
 * <p>The critical path is: find the role, create the function, see it active. The bundle is made
 * while the role is looked for; log group, queue and prices come while the function is created and
 * gets ready.
 */
final class Deployer {
  /** Connections that carry bytes seldom are cut after this by what lies between. */
  private static final Duration LONGEST_DIRECT = Duration.ofMinutes(5);

  /** The first run in a region waits so long for prices, at most; later ones find them kept. */
  private static final long PRICES_MILLIS = 1_000;

  private final DeploymentSpec spec;
  private final AwsOptions options;
  private final InstantSource clock;
  private final JavaRuntime runtime = JavaRuntime.forClient(Runtime.version().feature());

  Deployer(DeploymentSpec spec, AwsOptions options, InstantSource clock) {
    this.spec = spec;
    this.clock = clock;
    this.options = options;
  }

  Deployment deploy() {
    Map<String, String> environment = FunctionEnvironment.of(spec, options);
    Map<String, String> tags = Tags.of(spec.run(), options.tags());
    String owner = tags.getOrDefault(Tags.OWNER, "");
    if (owner.length() > Tags.MAX_VALUE) {
      throw new ProviderException(
          "The owner \"" + spec.run().owner() + "\" is too long for a tag of AWS",
          "Give an owner of fewer characters, or of plainer ones.",
          null);
    }
    spec.progress().accept("Bundling " + spec.module().getName());
    CompletableFuture<CodeBundle> code =
        Background.run("bundle", () -> CodeBundle.make(spec, options.architecture(), runtime));
    Clients clients;
    try {
      clients = Clients.open(options, clock);
    } catch (RuntimeException | Error e) {
      Background.settle(code);
      throw e;
    }
    // Its classes are many, and there is time for them until the bundle is made.
    CompletableFuture<?> lambda = Background.run("lambda", clients::lambda);
    RunResources resources = new RunResources(clients, spec.run().runId(), options.logDays());
    try {
      return deploy(code, clients, resources, environment, tags);
    } catch (RuntimeException | Error e) {
      Background.settle(lambda);
      resources.deleteAll().failures().forEach(f -> e.addSuppressed(new IllegalStateException(f)));
      clients.close();
      throw e;
    }
  }

  private Deployment deploy(
      CompletableFuture<CodeBundle> code,
      Clients clients,
      RunResources resources,
      Map<String, String> environment,
      Map<String, String> tags) {
    boolean byQueue = byQueue();
    Metering metering = new Metering();
    PayloadBucket bucket = new PayloadBucket(spec.run().runId(), resources, tags, metering);
    boolean streams = StreamFunctions.anyIn(spec.module());
    RoleChoice choice =
        RoleChoice.of(options.role(), new WorkerRole(clients, new KnownRoles(), spec.progress()));
    CompletableFuture<String> role = Background.run("role", choice::arn);
    CompletableFuture<Map<Metered, Price>> prices =
        Background.run("prices", () -> new Prices(clients.region).find(clients));
    // Nothing is created for a module that cannot be bundled, or a client that may not start.
    CompletableFuture<Boolean> logs =
        code.thenCompose(c -> Background.run("logs", () -> resources.createLogGroup(tags)));
    CompletableFuture<String> responses =
        byQueue || streams
            ? code.thenCompose(c -> Background.run("queue", () -> resources.createResponses(tags)))
            : CompletableFuture.completedFuture("");
    FunctionCreation creation = new FunctionCreation(clients, spec, resources);
    CompletableFuture<BundleUpload> upload =
        code.thenApply(c -> new BundleUpload(clients, bucket, metering, c));
    CompletableFuture<FunctionCode> place =
        upload.thenCompose(u -> Background.run("upload", u::place));
    CompletableFuture<Boolean> function =
        place
            .thenCombine(role, (found, arn) -> found)
            .thenCompose(
                found ->
                    Background.run(
                        "function",
                        () -> {
                          creation.create(code.join(), found, runtime, choice, environment, tags);
                          return true;
                        }));
    // What else is made for it takes as long as Lambda does to have it ready.
    CompletableFuture<String> active =
        function.thenCompose(made -> Background.run("active", creation::awaitActive));
    CompletableFuture<Boolean> records =
        byQueue
            ? function
                .thenCombine(responses, (made, queue) -> queue)
                .thenCompose(
                    queue -> Background.run("records", () -> creation.sendRecordsTo(queue)))
            : CompletableFuture.completedFuture(false);
    Background.settle(code, place, role, logs, responses, function, active, records);
    // The order decides which of several failures is told: causes before what follows from them.
    CodeBundle bundle = value(code);
    value(place);
    value(role);
    value(logs);
    String queue = value(responses);
    value(function);
    value(records);
    String called = value(active);
    String arn = creation.unqualified(called);
    creation.correctLease(arn);
    value(upload).forget();
    spec.progress()
        .accept(
            "Calls go to "
                + Names.function(spec.run().runId())
                + (byQueue ? " through a queue" : " directly"));
    List<Meter> meters = Prices.meters(clients.region, bundle.architecture(), found(prices));
    Wiring wiring = new Wiring(arn, called, queue.isEmpty() ? null : queue, byQueue, tags);
    return new AwsDeployment(spec, clients, resources, meters, metering, bucket, wiring);
  }

  /** Nobody waits long for prices: where they are not known in time, a cost is incomplete. */
  private static Map<Metered, Price> found(CompletableFuture<Map<Metered, Price>> prices) {
    try {
      return prices.get(PRICES_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    } catch (ExecutionException | TimeoutException e) {
      System.getLogger("io.faast.aws")
          .log(System.Logger.Level.DEBUG, "prices are not known by the Pricing API", e);
      return Map.of();
    }
  }

  private boolean byQueue() {
    return spec.mode() == InvocationMode.QUEUE
        || (spec.mode() == InvocationMode.AUTO && spec.timeout().compareTo(LONGEST_DIRECT) > 0);
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
