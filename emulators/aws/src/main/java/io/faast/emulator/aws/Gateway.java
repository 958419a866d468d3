package io.faast.emulator.aws;

import io.faast.emulator.aws.core.ApiCall;
import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Call;
import io.faast.emulator.aws.core.Caller;
import io.faast.emulator.aws.core.Operation;
import io.faast.emulator.aws.core.Permission;
import io.faast.emulator.aws.core.Protocol;
import io.faast.emulator.aws.core.Refusal;
import io.faast.emulator.aws.core.Service;
import io.faast.emulator.aws.iam.Authenticator;
import io.faast.emulator.aws.iam.StsService;
import io.faast.emulator.core.CallLog;
import io.faast.emulator.core.Cut;
import io.faast.emulator.core.Fault;
import io.faast.emulator.core.Faults;
import io.faast.emulator.core.Interference;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Takes every call on its way: who calls, what, whether it goes wrong, whether it is allowed. */
final class Gateway {
  private static final System.Logger LOGGER = System.getLogger(Gateway.class.getName());

  private final Map<String, Service> services;
  private final Authenticator authenticator;
  private final CallLog<ApiCall> log;
  private final Faults<ApiCall> faults;
  private final Interference interference;

  Gateway(
      Map<String, Service> services,
      Authenticator authenticator,
      CallLog<ApiCall> log,
      Faults<ApiCall> faults,
      Interference interference) {
    this.services = Map.copyOf(services);
    this.authenticator = authenticator;
    this.log = log;
    this.faults = faults;
    this.interference = interference;
  }

  CompletableFuture<Response> handle(Request request) {
    String requestId = UUID.randomUUID().toString();
    Service service = services.get(Authenticator.service(request).orElse(""));
    if (service == null) {
      return CompletableFuture.completedFuture(
          Protocol.REST_JSON.error(
              Protocol.REST_JSON.refusal(
                  Refusal.UNSIGNED,
                  "Missing Authentication Token, or of a service that is not emulated"),
              requestId));
    }
    Protocol protocol = service.protocol();
    CompletableFuture<Response> response;
    try {
      response = serve(service, request, requestId);
    } catch (RuntimeException e) {
      response = CompletableFuture.failedFuture(e);
    }
    return response
        .handle((answer, failure) -> failure == null ? answer : error(protocol, failure, requestId))
        .thenApply(answer -> identified(answer, protocol, requestId));
  }

  private static Response error(Protocol protocol, Throwable failure, String requestId) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ApiException problem) {
      return protocol.error(problem, requestId);
    }
    if (cause instanceof Json.Malformed) {
      return protocol.error(
          new ApiException(400, "SerializationException", String.valueOf(cause.getMessage())),
          requestId);
    }
    if (cause instanceof Cut) {
      throw new CompletionException(cause);
    }
    ApiException defect =
        new ApiException(500, "EmulatorFailure", "The emulator has a defect: " + cause);
    LOGGER.log(System.Logger.Level.ERROR, "The emulator has a defect", cause);
    return protocol.error(defect, requestId);
  }

  private static Response identified(Response answer, Protocol protocol, String requestId) {
    String header = protocol == Protocol.REST_XML ? "x-amz-request-id" : "x-amzn-RequestId";
    return answer.headers().containsKey(header) ? answer : answer.with(header, requestId);
  }

  private CompletableFuture<Response> serve(Service service, Request request, String requestId) {
    Protocol protocol = service.protocol();
    Caller caller = authenticator.caller(request, protocol);
    Operation operation = service.operation(request);
    ApiCall api =
        log.add(
            service.name(),
            operation.name(),
            nth ->
                new ApiCall(
                    service.name(),
                    operation.name(),
                    operation.permissions(),
                    nth,
                    caller.arn(),
                    Authenticator.presigned(request)));
    Fault fault = faults.of(api).orElse(null);
    if (fault instanceof Fault.Throttle) {
      throw protocol.refusal(Refusal.THROTTLED, "Rate exceeded");
    } else if (fault instanceof Fault.Refuse refuse) {
      throw protocol.refusal(Refusal.DENIED, refuse.why());
    } else if (fault instanceof Fault.ServerError broken) {
      throw protocol.broken(broken.status());
    } else if (fault instanceof Fault.ExpireCredentials) {
      throw protocol.refusal(
          Refusal.EXPIRED, "The security token included in the request is expired");
    }
    return interference.around(
        fault,
        () -> {
          authorize(caller, operation, protocol);
          return operation.handler().apply(new Call(request, requestId, caller, api, fault));
        });
  }

  private static void authorize(Caller caller, Operation operation, Protocol protocol) {
    for (Permission needed : operation.permissions()) {
      if (!needed.action().equals(StsService.FREE) && !caller.may().test(needed)) {
        throw protocol.refusal(
            Refusal.DENIED,
            "User: "
                + caller.arn()
                + " is not authorized to perform: "
                + needed.action()
                + " on resource: "
                + needed.resource()
                + " because no identity-based policy allows the "
                + needed.action()
                + " action");
      }
    }
  }
}
