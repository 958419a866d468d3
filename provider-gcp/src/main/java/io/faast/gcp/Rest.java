package io.faast.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.auth.Credentials;
import com.google.auth.RequestMetadataCallback;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls the JSON APIs of Google: those of which few operations are needed, so that an SDK would be
 * more than the requests themselves. Never blocks; thread-safe.
 */
final class Rest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Tries of a request that is refused for now. */
  private static final int TRIES = 7;

  private static final int CONNECT_TRIES = 3;

  private static final long FIRST_PAUSE_MILLIS = 100;

  private final HttpClient http;
  private final Credentials credentials;
  private final @Nullable URI endpoint;
  private final Executor executor;
  private final ServiceTime time;

  Rest(
      HttpClient http,
      Credentials credentials,
      @Nullable URI endpoint,
      Executor executor,
      ServiceTime time) {
    this.time = time;
    this.http = http;
    this.credentials = credentials;
    this.endpoint = endpoint;
    this.executor = executor;
  }

  /** Returns the URL of a path of a service such as {@code run.googleapis.com}. */
  URI url(String service, String path) {
    if (endpoint == null) {
      return URI.create("https://" + service + path);
    }
    String base = endpoint.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  CompletableFuture<JsonNode> get(String service, String path) {
    return send("GET", url(service, path), null);
  }

  CompletableFuture<JsonNode> delete(String service, String path) {
    return send("DELETE", url(service, path), null);
  }

  CompletableFuture<JsonNode> post(String service, String path, JsonNode body) {
    return send("POST", url(service, path), body);
  }

  CompletableFuture<JsonNode> patch(String service, String path, JsonNode body) {
    return send("PATCH", url(service, path), body);
  }

  /**
   * Sends a request with the caller's token, again if it was refused for now.
   *
   * @return the answer, or a {@link RestException} or {@link IOException}
   */
  CompletableFuture<JsonNode> send(String method, URI url, @Nullable JsonNode body) {
    byte[] bytes = body == null ? null : body.toString().getBytes(StandardCharsets.UTF_8);
    return send(
            method,
            url,
            bytes == null ? Map.of() : Map.of("Content-Type", "application/json"),
            () -> bytes == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes))
        .thenApply(Rest::parsed);
  }

  /** Sends a request with any body, which is made anew for each try. */
  CompletableFuture<byte[]> send(String method, URI url, Map<String, String> headers, Body body) {
    return begin(new Sending(method, url, headers, body, PATIENCE, true));
  }

  /** Puts something at a URL that carries its own right, and takes no token. */
  CompletableFuture<byte[]> put(
      URI url, Map<String, String> headers, Body body, Duration patience) {
    return begin(new Sending("PUT", url, headers, body, patience, false));
  }

  private CompletableFuture<byte[]> begin(Sending sending) {
    CompletableFuture<byte[]> result = new CompletableFuture<>();
    attempt(sending, 1, result);
    return result;
  }

  /** Makes the body of a request. */
  interface Body {
    BodyPublisher make();
  }

  private record Sending(
      String method,
      URI url,
      Map<String, String> headers,
      Body body,
      Duration patience,
      boolean authorized) {}

  private void attempt(Sending sending, int number, CompletableFuture<byte[]> result) {
    var unused =
        (sending.authorized
                ? authorization(sending.url)
                : CompletableFuture.completedFuture(Map.<String, List<String>>of()))
            .thenCompose(
                token -> {
                  HttpRequest.Builder request =
                      HttpRequest.newBuilder(sending.url)
                          .timeout(sending.patience)
                          .method(sending.method, sending.body.make());
                  token.forEach(
                      (name, values) -> values.forEach(value -> request.header(name, value)));
                  sending.headers.forEach(request::header);
                  return http.sendAsync(request.build(), BodyHandlers.ofByteArray());
                })
            .whenComplete(
                (response, failure) -> {
                  if (failure == null) {
                    response.headers().firstValue("Date").ifPresent(time::heard);
                  }
                  if (failure == null && response.statusCode() / 100 == 2) {
                    result.complete(response.body());
                  } else if (number < TRIES
                      && (failure == null
                          ? passes(sending.method, response.statusCode())
                          : passes(sending.method, Api.cause(failure), number))) {
                    long most = FIRST_PAUSE_MILLIS << number;
                    long pause = ThreadLocalRandom.current().nextLong(most / 2, most);
                    CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, executor)
                        .execute(() -> attempt(sending, number + 1, result));
                  } else if (failure == null) {
                    result.completeExceptionally(refusal(response));
                  } else {
                    result.completeExceptionally(Api.cause(failure));
                  }
                });
  }

  /**
   * What never left may be sent again, and what may be done twice. Who cannot connect is mostly
   * offline, or has named a wrong place, and is told soon.
   */
  private static boolean passes(String method, Throwable failure, int number) {
    if (failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException) {
      return number < CONNECT_TRIES;
    }
    return failure instanceof IOException
        && !(failure instanceof HttpTimeoutException)
        && !Api.badCredentials(failure)
        && !method.equals("POST");
  }

  /** What was refused for now was not done; what failed otherwise may have been. */
  private static boolean passes(String method, int status) {
    return status == 429 || status == 503 || (status >= 500 && !method.equals("POST"));
  }

  private CompletableFuture<Map<String, List<String>>> authorization(URI url) {
    CompletableFuture<Map<String, List<String>>> token = new CompletableFuture<>();
    credentials.getRequestMetadata(
        url,
        executor,
        new RequestMetadataCallback() {
          @Override
          public void onSuccess(Map<String, List<String>> metadata) {
            token.complete(metadata);
          }

          @Override
          public void onFailure(Throwable exception) {
            token.completeExceptionally(exception);
          }
        });
    return token;
  }

  private static JsonNode parsed(byte[] body) {
    if (body.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new RestException(200, "UNREADABLE", "The answer is no JSON: " + e.getMessage());
    }
  }

  private static RestException refusal(HttpResponse<byte[]> response) {
    return refusal(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
  }

  /** Reads what an API says of a request that it refused. */
  static RestException refusal(int status, String body) {
    try {
      JsonNode error = JSON.readTree(body).path("error");
      String reason = error.path("errors").path(0).path("reason").asText("");
      String code = error.path("status").asText(reason);
      return new RestException(status, code, error.path("message").asText(body).strip());
    } catch (IOException e) {
      return new RestException(status, "", body.strip()); // a front end's page
    }
  }
}
