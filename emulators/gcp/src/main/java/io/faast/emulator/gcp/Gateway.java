package io.faast.emulator.gcp;

import io.faast.emulator.core.Cut;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Admission;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Call;
import io.faast.emulator.gcp.core.Caller;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Service;
import io.faast.emulator.gcp.core.Status;
import io.faast.emulator.gcp.iam.Authenticator;
import io.faast.emulator.gcp.run.FrontEnd;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Takes every request on its way: to a function, or to the service that it is for. */
final class Gateway {
  private static final System.Logger LOGGER = System.getLogger(Gateway.class.getName());

  private final List<Service> services;
  private final Authenticator authenticator;
  private final Admission admission;
  private final FrontEnd frontEnd;

  Gateway(
      List<Service> services, Authenticator authenticator, Admission admission, FrontEnd frontEnd) {
    this.services = List.copyOf(services);
    this.authenticator = authenticator;
    this.admission = admission;
    this.frontEnd = frontEnd;
  }

  CompletableFuture<Response> handle(Request sent) {
    Request request = overridden(sent);
    CompletableFuture<Response> response;
    try {
      response = FrontEnd.serves(request) ? frontEnd.handle(request) : serve(request);
    } catch (RuntimeException e) {
      response = CompletableFuture.failedFuture(e);
    }
    return response.exceptionally(Gateway::error);
  }

  /** Google's HTTP clients send some methods as POST. */
  private static Request overridden(Request sent) {
    String method = sent.header("x-http-method-override");
    if (method == null) {
      return sent;
    }
    Map<String, String> headers = new HashMap<>(sent.headers());
    headers.remove("x-http-method-override");
    return new Request(method, sent.rawPath(), sent.rawQuery(), headers, sent.body(), sent.gone());
  }

  private CompletableFuture<Response> serve(Request request) {
    for (Service service : services) {
      Optional<Operation> operation = service.operation(request);
      if (operation.isPresent()) {
        return serve(service, operation.get(), request);
      }
    }
    throw new ApiException(
        Status.NOT_FOUND,
        "The emulator does not know " + request.method() + " " + request.rawPath());
  }

  private CompletableFuture<Response> serve(Service service, Operation operation, Request request) {
    Caller caller = operation.open() ? Caller.NOBODY : authenticator.caller(request);
    return admission.admit(
        service.name(),
        operation.name(),
        operation.permissions(),
        caller,
        service::denied,
        (call, fault) -> operation.handler().apply(new Call(request, caller, call, fault)));
  }

  private static Response error(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ApiException refusal) {
      return refusal.response();
    }
    if (cause instanceof Json.Malformed) {
      return new ApiException(Status.INVALID_ARGUMENT, "Invalid JSON payload received.").response();
    }
    if (cause instanceof Cut) {
      throw new CompletionException(cause);
    }
    LOGGER.log(System.Logger.Level.ERROR, "The emulator has a defect", cause);
    return new ApiException(Status.INTERNAL, "The emulator has a defect: " + cause).response();
  }
}
