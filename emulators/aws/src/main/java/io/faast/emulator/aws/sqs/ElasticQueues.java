package io.faast.emulator.aws.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.faast.emulator.aws.core.Place;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * ElasticMQ in this JVM, started by the first request: that takes a second or two, which those who
 * use no queues need not wait for. Thread-safe.
 */
final class ElasticQueues implements AutoCloseable {
  private static final String TYPE = "application/x-amz-json-1.0";
  private static final Config CONFIG =
      ConfigFactory.parseString(
          """
          pekko.daemonic = on
          pekko.loglevel = "OFF"
          pekko.stdout-loglevel = "OFF"
          pekko.loggers = []
          pekko.http.server.max-connections = 8192
          pekko.http.server.backlog = 4096
          pekko.http.server.request-timeout = 60 s
          pekko.http.server.idle-timeout = 120 s
          """);

  private static final long END_SECONDS = 20;

  private final Place place;
  private final URI endpoint;
  private final Executor workers;
  private final Underway underway = new Underway();
  private @Nullable CompletableFuture<Running> running;
  private boolean closed;

  private record Running(ActorSystem system, SQSRestServer server, URI uri, HttpClient client) {}

  ElasticQueues(Place place, URI endpoint, Executor workers) {
    this.place = place;
    this.endpoint = endpoint;
    this.workers = workers;
  }

  /** Returns the URL of a queue, whether it exists or not. */
  String url(String queue) {
    return endpoint + "/" + place.accountId() + "/" + queue;
  }

  /** Returns whether there can be any queue at all. */
  synchronized boolean started() {
    return running != null;
  }

  /**
   * Sends a request.
   *
   * @param queue the name of the queue that it is about, or empty
   */
  CompletableFuture<Response> send(String operation, String queue, byte[] body) {
    CompletableFuture<Response> answer =
        underway.send(queue, () -> running().thenCompose(to -> send(to, operation, body)));
    return operation.equals("DeleteQueue")
        ? answer.whenComplete((response, failure) -> underway.deleted(queue))
        : answer;
  }

  private static CompletableFuture<Response> send(Running to, String operation, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(to.uri)
            .header("content-type", TYPE)
            .header("x-amz-target", "AmazonSQS." + operation)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return to.client
        .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(
            response -> {
              Response answer =
                  new Response(
                      response.statusCode(), Map.of("content-type", TYPE), response.body());
              return answer.status() >= 400 ? withQueryError(answer) : answer;
            });
  }

  /** SQS gives an error's older code beside the new one, and clients prefer it. */
  static Response withQueryError(Response answer) {
    String type = Json.read(answer.body()).path("__type").asText();
    String code = type.substring(type.indexOf('#') + 1);
    String older =
        code.equals("QueueDoesNotExist") ? "AWS.SimpleQueueService.NonExistentQueue" : code;
    return answer.with("x-amzn-query-error", older + ";Sender");
  }

  private synchronized CompletableFuture<Running> running() {
    if (closed) {
      return CompletableFuture.failedFuture(new IllegalStateException("closed"));
    }
    CompletableFuture<Running> started = running;
    if (started == null) {
      started = CompletableFuture.supplyAsync(this::start, workers);
      running = started;
    }
    return started;
  }

  private Running start() {
    ClassLoader loader = ElasticQueues.class.getClassLoader();
    ActorSystem system =
        ActorSystem.create("emulated-sqs", CONFIG.withFallback(ConfigFactory.load(loader)), loader);
    SQSRestServer server =
        SQSRestServerBuilder.withActorSystem(system)
            .withInterface("127.0.0.1")
            .withPort(0)
            .withServerAddress(new NodeAddress("http", endpoint.getHost(), endpoint.getPort(), ""))
            .withSQSLimits(StrictSQSLimits$.MODULE$)
            .withAWSRegion(place.region())
            .withAWSAccountId(place.accountId())
            .start();
    int port = server.waitUntilStarted().localAddress().getPort();
    HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(workers).build();
    return new Running(system, server, URI.create("http://127.0.0.1:" + port + "/"), client);
  }

  @Override
  public void close() {
    CompletableFuture<Running> started;
    synchronized (this) {
      closed = true;
      started = running;
      running = null;
    }
    if (started != null) {
      Running last = started.join();
      last.server.stopAndWait();
      last.system.terminate();
      last.system
          .getWhenTerminated()
          .toCompletableFuture()
          .orTimeout(END_SECONDS, TimeUnit.SECONDS)
          .join();
    }
  }
}
