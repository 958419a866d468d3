package io.faast.emulator.gcp.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Fault;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Admission;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Caller;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Status;
import io.faast.emulator.gcp.iam.Authenticator;
import io.faast.emulator.gcp.iam.Identities;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests to the addresses of services. An address is {@code /run/} and the service's name
 * here, and whatever follows is the service's own path. Thread-safe.
 */
public final class FrontEnd {
  private static final String PREFIX = "/run/";
  private static final int MAX_REQUEST = 32 << 20;

  private final Place place;
  private final URI endpoint;
  private final CloudRun cloudRun;
  private final Identities identities;
  private final Admission admission;
  private final Meters meters;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  /** Serves at {@code endpoint}. */
  public FrontEnd(
      Place place,
      URI endpoint,
      CloudRun cloudRun,
      Identities identities,
      Admission admission,
      Meters meters) {
    this.place = place;
    this.endpoint = endpoint;
    this.cloudRun = cloudRun;
    this.identities = identities;
    this.admission = admission;
    this.meters = meters;
  }

  /** Returns whether a request is for a service. */
  public static boolean serves(Request request) {
    return request.rawPath().startsWith(PREFIX);
  }

  /** Returns the address of a service. */
  public static URI address(URI endpoint, String service) {
    return URI.create(endpoint + PREFIX + service);
  }

  /** Returns how many requests run. */
  public int running() {
    return running.get();
  }

  /** Returns how many requests ran at most at once. */
  public int most() {
    return most.get();
  }

  /** Answers a request; fails with a cut. */
  public CompletableFuture<Response> handle(Request request) {
    String path = request.rawPath().substring(PREFIX.length());
    int slash = path.indexOf('/');
    String name = slash < 0 ? path : path.substring(0, slash);
    RunService service = cloudRun.find(name).orElse(null);
    if (service == null) {
      return CompletableFuture.completedFuture(
          Pages.page(404, "Page not found", "The requested URL was not found on this server."));
    }
    Request own = own(request, slash < 0 ? "/" : path.substring(slash));
    long begun = System.nanoTime();
    String token = Authenticator.bearer(request.header("authorization"));
    Caller caller =
        token == null ? null : identities.byIdToken(token, address(endpoint, name).toString());
    if (caller == null) {
      return CompletableFuture.completedFuture(
          log(service, own, begun, token == null ? forbidden() : unauthorized()));
    }
    Permission needed =
        new Permission(
            "run.routes.invoke", place.named("locations/" + place.region() + "/services/" + name));
    return admission
        .admit(
            "run",
            "Invoke",
            List.of(needed),
            caller,
            (who, what) -> new ApiException(Status.PERMISSION_DENIED, Pages.FORBIDDEN),
            (call, fault) -> run(service, own, fault))
        .exceptionally(FrontEnd::refused)
        .thenApply(
            served -> {
              if (served.why() == null) {
                meters.egress(caller, served.response().body().length);
              }
              return log(service, own, begun, served);
            });
  }

  private CompletableFuture<Served> run(RunService service, Request request, Fault fault) {
    if (request.body().length > MAX_REQUEST) {
      return CompletableFuture.completedFuture(
          new Served(
              Pages.page(
                  413,
                  "Request Entity Too Large",
                  "Your client issued a request that was too large."),
              null,
              null));
    }
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    return service
        .runner()
        .serve(request, fault instanceof Fault.KillInstance)
        .whenComplete((served, failure) -> running.decrementAndGet());
  }

  /** The function sees neither where it is nor the credentials of who calls it. */
  private static Request own(Request request, String path) {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.computeIfPresent(
        "authorization",
        (name, value) ->
            value.contains(".")
                ? value.substring(0, value.lastIndexOf('.')) + ".SIGNATURE_REMOVED_BY_GOOGLE"
                : value);
    headers.put("x-forwarded-proto", "https");
    return new Request(request.method(), path, request.rawQuery(), headers, request.body());
  }

  private static Served forbidden() {
    return new Served(
        Pages.page(
            403,
            "Forbidden",
            "Your client does not have permission to get URL <code>/</code> from this server."),
        null,
        Pages.FORBIDDEN);
  }

  private static Served unauthorized() {
    return new Served(
        Pages.page(
            401,
            "Unauthorized",
            "Your client does not have permission to the requested URL <code>/</code>."),
        null,
        Pages.UNAUTHENTICATED);
  }

  /** What was refused on the way, in the front end's words instead of an API's. */
  private static Served refused(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (!(cause instanceof ApiException refusal)) {
      throw new CompletionException(cause);
    }
    return switch (refusal.status()) {
      case UNAUTHENTICATED -> unauthorized();
      case PERMISSION_DENIED -> forbidden();
      case RESOURCE_EXHAUSTED ->
          new Served(Pages.plain(429, "Rate exceeded."), null, Pages.NO_INSTANCE);
      case UNAVAILABLE -> new Served(Pages.unavailable(), null, Pages.BROKEN);
      default -> new Served(Pages.serverError(), null, Pages.NO_INSTANCE);
    };
  }

  private Response log(RunService service, Request request, long begun, Served served) {
    int status = served.response().status();
    ObjectNode http = Json.object().put("requestMethod", request.method());
    http.put("requestUrl", address(endpoint, service.config().function()) + request.rawPath());
    http.put("status", status).put("requestSize", String.valueOf(request.body().length));
    http.put("responseSize", String.valueOf(served.response().body().length));
    http.put("latency", (System.nanoTime() - begun) / 1e9 + "s");
    service
        .log()
        .request(
            served.instance(),
            status >= 500 ? "ERROR" : status >= 400 ? "WARNING" : "INFO",
            trace(request.header("traceparent")),
            http,
            served.why());
    return served.response();
  }

  private @Nullable String trace(@Nullable String parent) {
    String[] parts = parent == null ? new String[0] : parent.split("-", -1);
    return parts.length < 4 ? null : place.named("traces/" + parts[1]);
  }
}
