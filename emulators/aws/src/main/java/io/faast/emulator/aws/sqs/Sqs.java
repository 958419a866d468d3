package io.faast.emulator.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Call;
import io.faast.emulator.aws.core.Meters;
import io.faast.emulator.aws.core.Operation;
import io.faast.emulator.aws.core.Permission;
import io.faast.emulator.aws.core.Place;
import io.faast.emulator.aws.core.Protocol;
import io.faast.emulator.aws.core.Service;
import io.faast.emulator.core.Fault;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** SQS, in its JSON protocol. */
public final class Sqs implements Service, AutoCloseable {
  private static final String TARGET = "AmazonSQS.";

  private final Place place;
  private final Meters meters;
  private final ElasticQueues queues;

  /** What a queue looks like. */
  public record Look(String name, String url, Map<String, String> tags, long messages) {}

  /** Begins without queues, which will be at {@code endpoint}. */
  public Sqs(Place place, Meters meters, URI endpoint, Executor workers) {
    this.place = place;
    this.meters = meters;
    queues = new ElasticQueues(place, endpoint, workers);
  }

  @Override
  public String name() {
    return "sqs";
  }

  @Override
  public Protocol protocol() {
    return Protocol.JSON_1_0;
  }

  @Override
  public Operation operation(Request request) {
    String target = String.valueOf(request.header("x-amz-target"));
    if (!target.startsWith(TARGET)) {
      throw new ApiException(
          400,
          "InvalidAction",
          "The emulator knows SQS in its JSON protocol only, with the header X-Amz-Target");
    }
    String name = target.substring(TARGET.length());
    ObjectNode in = Json.read(request.body());
    return new Operation(
        name, permissions(name, in), call -> handle(name, in, request.body(), call));
  }

  /** A batch takes the permission of what it consists of: "Amazon SQS API permissions". */
  private List<Permission> permissions(String name, ObjectNode in) {
    String action =
        name.endsWith("Batch") ? name.substring(0, name.length() - "Batch".length()) : name;
    String queue = queue(in);
    if (queue.isEmpty()) {
      return List.of(new Permission("sqs:" + action, "*"));
    }
    String arn = arn(queue);
    List<Permission> needed = new ArrayList<>();
    JsonNode tags = in.has("tags") ? in.path("tags") : in.path("Tags");
    Map<String, String> given = Json.strings(tags);
    needed.add(new Permission("sqs:" + action, arn).withRequestTags(given));
    if (name.equals("CreateQueue") && !given.isEmpty()) {
      needed.add(new Permission("sqs:TagQueue", arn).withRequestTags(given));
    }
    return needed;
  }

  /** Returns the name of the queue that a request is about, or empty. */
  private static String queue(ObjectNode in) {
    String url = in.path("QueueUrl").asText("");
    return in.path("QueueName").asText(url.substring(url.lastIndexOf('/') + 1));
  }

  String arn(String queue) {
    return place.arn("sqs", queue);
  }

  private CompletableFuture<Response> handle(String name, ObjectNode in, byte[] body, Call call) {
    boolean sends = name.equals("SendMessage") || name.equals("SendMessageBatch");
    if (sends) {
      meters.sqs(Messages.sent(in));
      return deliver(name, in, body, call.fault());
    }
    // When it comes, because who asked may be gone by the time that a long poll ends.
    meters.sqs(0);
    if (!name.equals("ReceiveMessage")) {
      return queues.send(name, queue(in), body);
    }
    return queues
        .send(name, queue(in), body)
        .thenApply(
            response -> {
              long payload =
                  response.status() == 200 ? Messages.received(Json.read(response.body())) : 0;
              meters.sqsMore(payload);
              meters.dataOut(call.caller(), payload);
              return response;
            });
  }

  /** Sends, unless the message is to be lost; or sends twice. */
  private CompletableFuture<Response> deliver(
      String name, ObjectNode in, byte[] body, @Nullable Fault fault) {
    if (fault instanceof Fault.Lose) {
      return CompletableFuture.completedFuture(protocol().answer(200, Messages.accepted(in)));
    }
    CompletableFuture<Response> first = queues.send(name, queue(in), body);
    return fault instanceof Fault.Duplicate
        ? first.thenCombine(queues.send(name, queue(in), body), (response, second) -> response)
        : first;
  }

  /** Sends in the name of Lambda. */
  void send(String queue, String message, @Nullable Fault fault) {
    ObjectNode in = Json.object().put("QueueUrl", queues.url(queue)).put("MessageBody", message);
    meters.sqs(Messages.sent(in));
    var unused = deliver("SendMessage", in, Json.bytes(in), fault);
  }

  boolean exists(String queue) {
    return queues.started()
        && ask("GetQueueUrl", Json.object().put("QueueName", queue))
            .filter(found -> found.has("QueueUrl"))
            .isPresent();
  }

  /** Returns what the queues look like. */
  public List<Look> looks() {
    if (!queues.started()) {
      return List.of();
    }
    ObjectNode all = ask("ListQueues", Json.object()).orElseGet(Json::object);
    List<Look> looks = new ArrayList<>();
    for (JsonNode url : all.path("QueueUrls")) {
      look(url.asText()).ifPresent(looks::add); // It may be deleted meanwhile.
    }
    return looks;
  }

  private Optional<Look> look(String url) {
    ObjectNode of = Json.object().put("QueueUrl", url);
    ObjectNode all = of.deepCopy();
    all.putArray("AttributeNames").add("All");
    return ask("ListQueueTags", of)
        .flatMap(
            tags ->
                ask("GetQueueAttributes", all)
                    .map(found -> look(url, tags.path("Tags"), found.path("Attributes"))));
  }

  private static Look look(String url, JsonNode tags, JsonNode attributes) {
    long messages =
        attributes.path("ApproximateNumberOfMessages").asLong()
            + attributes.path("ApproximateNumberOfMessagesNotVisible").asLong()
            + attributes.path("ApproximateNumberOfMessagesDelayed").asLong();
    return new Look(url.substring(url.lastIndexOf('/') + 1), url, Json.strings(tags), messages);
  }

  private Optional<ObjectNode> ask(String operation, ObjectNode in) {
    Response response = queues.send(operation, queue(in), Json.bytes(in)).join();
    return response.status() == 200 ? Optional.of(Json.read(response.body())) : Optional.empty();
  }

  @Override
  public void close() {
    queues.close();
  }
}
