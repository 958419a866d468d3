package io.faast.gcp;

import com.google.cloud.functions.v2.BuildConfig;
import com.google.cloud.functions.v2.CreateFunctionRequest;
import com.google.cloud.functions.v2.Environment;
import com.google.cloud.functions.v2.Function;
import com.google.cloud.functions.v2.ServiceConfig;
import com.google.cloud.functions.v2.ServiceConfig.IngressSettings;
import com.google.cloud.functions.v2.Source;
import com.google.longrunning.Operation;
import com.google.protobuf.InvalidProtocolBufferException;
import io.faast.gcp.worker.FaastFunction;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.ProviderException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Creates the function of a run, and waits until it has been built and can be called. */
final class FunctionCreation {
  private static final String CREATE = "cloudfunctions.functions.create";

  /** A build takes a minute or two; Cloud Build gives one up after ten. */
  private static final Duration BUILD_PATIENCE = Duration.ofMinutes(15);

  private final Clients clients;
  private final DeploymentSpec spec;
  private final RunResources resources;
  private final String name;
  private final String location;

  FunctionCreation(Clients clients, DeploymentSpec spec, RunResources resources) {
    this.clients = clients;
    this.spec = spec;
    this.resources = resources;
    name = Names.function(spec.run().runId());
    location = Names.location(clients.project, clients.region);
  }

  /**
   * Creates it.
   *
   * @param account that it runs as
   * @return the function, ready
   */
  Function create(
      SourceUpload upload,
      JavaRuntime runtime,
      String account,
      double cpu,
      Map<String, String> environment,
      Map<String, String> labels) {
    CreateFunctionRequest request =
        CreateFunctionRequest.newBuilder()
            .setParent(location)
            .setFunctionId(name)
            .setFunction(function(upload, runtime, account, cpu, environment, labels))
            .build();
    return NewAccounts.onceKnown(spec.progress(), () -> make(request));
  }

  private Function make(CreateFunctionRequest request) {
    Operation begun = begin(request);
    try {
      return await(begun);
    } catch (ProviderException e) {
      if (NewAccounts.isNew(e.getCause())) {
        // What was begun is there, as failed, and in the way of another try.
        Object unused =
            Api.await(
                "cloudfunctions.functions.delete", name, new FunctionDeletion(clients, name).run());
      }
      throw e;
    }
  }

  private Operation begin(CreateFunctionRequest request) {
    try {
      return resources.create(
          CREATE,
          name,
          () -> Api.future(clients.functions().createFunctionCallable().futureCall(request)),
          () -> new FunctionDeletion(clients, name).run());
    } catch (ProviderException e) {
      if (e.getCause() == null || !Api.alreadyExists(e.getCause()) || !isOurs()) {
        throw e;
      }
      // It was created by a request whose answer was lost; without its operation, wait for itself.
      return Operation.getDefaultInstance();
    }
  }

  private boolean isOurs() {
    Function found = Api.await("cloudfunctions.functions.get", name, Api.future(get()));
    return spec.run().equals(Labels.read(found.getLabelsMap()));
  }

  private com.google.api.core.ApiFuture<Function> get() {
    return clients
        .functions()
        .getFunctionCallable()
        .futureCall(
            com.google.cloud.functions.v2.GetFunctionRequest.newBuilder()
                .setName(location + "/functions/" + name)
                .build());
  }

  private Function function(
      SourceUpload upload,
      JavaRuntime runtime,
      String account,
      double cpu,
      Map<String, String> environment,
      Map<String, String> labels) {
    Map<String, String> all = new LinkedHashMap<>(labels);
    all.put(Labels.ALIVE_UNTIL, Heartbeat.lease(clients.time()));
    BuildConfig.Builder build =
        BuildConfig.newBuilder()
            .setRuntime(runtime.id())
            .setEntryPoint(FaastFunction.class.getName())
            .setSource(Source.newBuilder().setStorageSource(upload.source()));
    String builder = clients.options.buildServiceAccount();
    if (builder != null) {
      build.setServiceAccount("projects/" + clients.project + "/serviceAccounts/" + builder);
    }
    return Function.newBuilder()
        .setName(location + "/functions/" + name)
        .setDescription(spec.description())
        .setEnvironment(Environment.GEN_2)
        .setBuildConfig(build)
        .setServiceConfig(service(account, cpu, environment))
        .putAllLabels(all)
        .build();
  }

  private ServiceConfig.Builder service(
      String account, double cpu, Map<String, String> environment) {
    GcpOptions options = clients.options;
    ServiceConfig.Builder service =
        ServiceConfig.newBuilder()
            .setAvailableMemory(spec.memoryMb() + "Mi")
            .setAvailableCpu(Cpu.text(cpu))
            .setTimeoutSeconds(seconds(spec.timeout().plus(GcpLimits.WORKER_GRACE)))
            .setMaxInstanceCount(instances())
            .setMaxInstanceRequestConcurrency(options.instanceConcurrency())
            .setServiceAccountEmail(account)
            .setIngressSettings(IngressSettings.ALLOW_ALL)
            .setAllTrafficOnLatestRevision(true)
            .putAllEnvironmentVariables(environment);
    String connector = options.vpcConnector();
    if (connector != null) {
      service.setVpcConnector(
          connector.contains("/") ? connector : location + "/connectors/" + connector);
    }
    return service;
  }

  /** A few more than the run's concurrency needs: second copies of slow calls need room, too. */
  private int instances() {
    int chosen = clients.options.maxInstances();
    if (chosen > 0) {
      return chosen;
    }
    int each = clients.options.instanceConcurrency();
    long calls = spec.concurrency() + Math.max(2L, spec.concurrency() / 10);
    return (int) Math.min(GcpLimits.INSTANCES, (calls + each - 1) / each);
  }

  private static int seconds(Duration timeout) {
    return (int)
        Math.min(
            GcpLimits.LONGEST_REQUEST.toSeconds(), timeout.plusNanos(999_999_999L).toSeconds());
  }

  private Function await(Operation begun) {
    BuildProgress progress = new BuildProgress(spec.progress());
    CompletableFuture<Function> ready =
        Polling.until(
            "The deployment of " + name,
            BUILD_PATIENCE,
            clients.executor(),
            () -> begun.getName().isEmpty() ? state() : look(begun, progress));
    return Api.await(CREATE, name, ready);
  }

  /** Looks at the function itself. */
  private CompletableFuture<Optional<Function>> state() {
    return Api.future(get())
        .thenApply(
            function ->
                function.getState() == Function.State.ACTIVE
                    ? Optional.of(function)
                    : Optional.empty());
  }

  /** Looks at the operation. */
  private CompletableFuture<Optional<Function>> look(Operation begun, BuildProgress progress) {
    return Api.future(
            clients
                .functions()
                .getHttpJsonOperationsClient()
                .getOperationCallable()
                .futureCall(
                    com.google.longrunning.GetOperationRequest.newBuilder()
                        .setName(begun.getName())
                        .build()))
        .thenCompose(
            operation -> {
              progress.tell(operation);
              if (!operation.getDone()) {
                return CompletableFuture.completedFuture(Optional.<Function>empty());
              }
              if (operation.hasError()) {
                return failed(operation, progress);
              }
              return CompletableFuture.completedFuture(Optional.of(built(operation)));
            });
  }

  private static Function built(Operation operation) {
    try {
      return operation.getResponse().unpack(Function.class);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Cloud Functions answered with no function", e);
    }
  }

  private CompletableFuture<Optional<Function>> failed(
      Operation operation, BuildProgress progress) {
    String message = operation.getError().getMessage();
    String build = progress.build();
    if (build.isEmpty()) {
      return CompletableFuture.failedFuture(new DeploymentFailure(message));
    }
    return new BuildLog(clients)
        .tail(build)
        .thenCompose(
            lines ->
                CompletableFuture.failedFuture(
                    new DeploymentFailure(
                        lines.isEmpty()
                            ? message
                            : message + "\nThe build's log ends with:\n" + lines)));
  }
}
