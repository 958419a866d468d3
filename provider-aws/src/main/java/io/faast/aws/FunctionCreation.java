package io.faast.aws;

import io.faast.aws.worker.FaastHandler;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.State;

/** Creates the function of a run, and waits until it can be called. */
final class FunctionCreation {
  private static final Duration ROLE_PATIENCE = Duration.ofSeconds(60);

  private static final Duration ACTIVE_PATIENCE = Duration.ofMinutes(4);

  /** Lambda starts the function and copies its memory: that takes minutes. */
  private static final Duration SNAPSHOT_PATIENCE = Duration.ofMinutes(12);

  private static final Duration LEAST_CORRECTION = Duration.ofMinutes(10);

  private static final String FIRST_VERSION = "1";
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LAST_PAUSE_MILLIS = 1_000;
  private static final int MAX_DESCRIPTION = 256;

  /** How long an event may wait to be run, at most, before it comes back as a failure. */
  static final Duration EVENT_AGE = Duration.ofMinutes(5);

  private final Clients clients;
  private final DeploymentSpec spec;
  private final RunResources resources;
  private final String name;

  /** What is called: a version, if the function begins with a snapshot. */
  private final @Nullable String version;

  /** Until when the function says that its run is held. */
  private volatile Instant held = Instant.MIN;

  FunctionCreation(Clients clients, DeploymentSpec spec, RunResources resources) {
    this.clients = clients;
    this.spec = spec;
    this.resources = resources;
    name = Names.function(spec.run().runId());
    version = clients.options.snapStart() ? FIRST_VERSION : null;
  }

  void create(
      CodeBundle bundle,
      FunctionCode code,
      JavaRuntime runtime,
      RoleChoice role,
      Map<String, String> environment,
      Map<String, String> tags) {
    onceRoleIsKnown(
        () -> create(request(bundle, code, runtime, role.arn(), environment, tags)), role::refused);
  }

  /** A new role, and what it may do, take some seconds to reach Lambda. */
  private void onceRoleIsKnown(Runnable step, Runnable refused) {
    long end = System.nanoTime() + ROLE_PATIENCE.toNanos();
    long pause = FIRST_PAUSE_MILLIS * 4;
    boolean told = false;
    while (true) {
      try {
        step.run();
        return;
      } catch (ProviderException e) {
        if (!roleIsNew(e.getCause()) || System.nanoTime() - end > 0) {
          throw e;
        }
      }
      refused.run();
      if (!told) {
        spec.progress().accept("Waiting for Lambda to know the role");
        told = true;
      }
      pause = pause(pause);
    }
  }

  private void create(CreateFunctionRequest request) {
    LambdaAsyncClient lambda = clients.lambda();
    try {
      resources.create(
          "lambda:CreateFunction",
          name,
          () -> lambda.createFunction(request),
          () -> lambda.deleteFunction(r -> r.functionName(name)));
    } catch (ProviderException e) {
      if (!(e.getCause() instanceof ResourceConflictException) || !isOurs()) {
        throw e;
      }
      // The SDK tried again after an answer was lost: it was created the first time.
      resources.create(
          "lambda:GetFunction",
          name,
          () -> lambda.getFunction(r -> r.functionName(name)),
          () -> lambda.deleteFunction(r -> r.functionName(name)));
    }
  }

  private boolean isOurs() {
    Map<String, String> tags =
        Api.await(
                "lambda:GetFunction", name, clients.lambda().getFunction(r -> r.functionName(name)))
            .tags();
    return spec.run().equals(Tags.read(tags));
  }

  private static boolean roleIsNew(@Nullable Throwable cause) {
    if (!(cause instanceof InvalidParameterValueException)) {
      return false;
    }
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("cannot be assumed by lambda")
        || message.contains("execution role does not have permissions");
  }

  private CreateFunctionRequest request(
      CodeBundle bundle,
      FunctionCode code,
      JavaRuntime runtime,
      String role,
      Map<String, String> environment,
      Map<String, String> tags) {
    Map<String, String> all = new LinkedHashMap<>(tags);
    held = Heartbeat.lease(clients);
    all.put(Tags.ALIVE_UNTIL, held.toString());
    AwsOptions options = clients.options;
    CreateFunctionRequest.Builder request =
        CreateFunctionRequest.builder()
            .functionName(name)
            .description(description())
            .packageType(PackageType.ZIP)
            .runtime(runtime.id())
            .handler(FaastHandler.class.getName() + "::handleRequest")
            .role(role)
            .code(code)
            .memorySize(spec.memoryMb())
            .timeout(seconds(spec.timeout()))
            .architecturesWithStrings(bundle.architecture().id())
            .environment(e -> e.variables(environment))
            .ephemeralStorage(s -> s.size(options.ephemeralStorageMb()))
            .tags(all);
    if (options.snapStart()) {
      request.publish(true).snapStart(s -> s.applyOn(SnapStartApplyOn.PUBLISHED_VERSIONS));
    }
    if (!options.layers().isEmpty()) {
      request.layers(options.layers());
    }
    if (!options.subnets().isEmpty()) {
      request.vpcConfig(
          v -> v.subnetIds(options.subnets()).securityGroupIds(options.securityGroups()));
    }
    return request.build();
  }

  private String description() {
    String text = "Faast: " + spec.module().getName() + " " + spec.description();
    return text.length() <= MAX_DESCRIPTION ? text : text.substring(0, MAX_DESCRIPTION);
  }

  /** Lambda knows whole seconds only; a shorter timeout becomes one. */
  static int seconds(Duration timeout) {
    return (int) Math.max(1, (timeout.toMillis() + 999) / 1_000);
  }

  /** Has Lambda run events once, and tell the queue how each of them ended. */
  boolean sendRecordsTo(String queueUrl) {
    String arn = Places.queueArn(clients.region, queueUrl);
    onceRoleIsKnown(
        () ->
            Api.await(
                "lambda:PutFunctionEventInvokeConfig",
                name,
                clients
                    .lambda()
                    .putFunctionEventInvokeConfig(
                        r ->
                            r.functionName(name)
                                .qualifier(version)
                                .maximumRetryAttempts(0)
                                .maximumEventAgeInSeconds((int) EVENT_AGE.toSeconds())
                                .destinationConfig(
                                    d ->
                                        d.onSuccess(s -> s.destination(arn))
                                            .onFailure(f -> f.destination(arn))))),
        () -> {});
    return true;
  }

  /**
   * Says anew until when the run is held, if it was said by a clock that is off: the first request
   * may be the function's creation, before AWS has said what time it is.
   */
  void correctLease(String arn) {
    Instant now = Heartbeat.lease(clients);
    if (Duration.between(held, now).abs().compareTo(LEAST_CORRECTION) > 0) {
      Map<String, String> tag = Map.of(Tags.ALIVE_UNTIL, now.toString());
      Object unused =
          Api.await(
              "lambda:TagResource",
              name,
              clients.lambda().tagResource(r -> r.resource(arn).tags(tag)));
    }
  }

  /** Returns the ARN of a function without that of its version. */
  String unqualified(String arn) {
    return version != null && arn.endsWith(":" + version)
        ? arn.substring(0, arn.length() - version.length() - 1)
        : arn;
  }

  /** Returns the ARN of what is to be called, once it can be called. */
  String awaitActive() {
    if (version != null) {
      spec.progress().accept("Waiting for Lambda to take a snapshot of the started function");
    }
    Duration patience = version == null ? ACTIVE_PATIENCE : SNAPSHOT_PATIENCE;
    long end = System.nanoTime() + patience.toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      GetFunctionConfigurationResponse now =
          Api.await(
              "lambda:GetFunctionConfiguration",
              name,
              clients
                  .lambda()
                  .getFunctionConfiguration(r -> r.functionName(name).qualifier(version)));
      if (now.state() == State.ACTIVE) {
        return now.functionArn();
      }
      if (now.state() != State.PENDING || System.nanoTime() - end > 0) {
        throw new ProviderException(
            "The function "
                + name
                + " is "
                + now.stateAsString()
                + ", not Active: "
                + now.stateReason(),
            "See the reason; with a VPC, see whether its subnets have free addresses.",
            null);
      }
      pause = pause(pause);
    }
  }

  /** There is nothing to be woken by: Lambda has to be asked again. */
  private static long pause(long millis) {
    LockSupport.parkNanos(millis * 1_000_000);
    return Math.min(LAST_PAUSE_MILLIS, millis * 2);
  }
}
