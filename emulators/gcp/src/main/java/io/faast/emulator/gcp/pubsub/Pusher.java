package io.faast.emulator.gcp.pubsub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.util.Timestamps;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.PushConfig;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.Subscription;
import io.faast.emulator.core.Fault;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Admission;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Caller;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Status;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts the messages of a subscription to its endpoint, each in a request of its own, wrapped, with
 * an identity token: "Push subscriptions". As many at once as Google grants a quick endpoint; it
 * does not start slowly. Thread-safe.
 */
final class Pusher implements Sink {
  private static final int OUTSTANDING = 3_000;
  private static final Set<Integer> SUCCESS = Set.of(102, 200, 201, 202, 204);

  private final Backlog backlog;
  private final Caller agent;
  private final Surroundings around;
  private final AtomicInteger outstanding = new AtomicInteger();

  /** What a pusher needs of the emulator. */
  record Surroundings(
      Admission admission, Meters meters, PushTokens tokens, Front front, Caller agent) {}

  /** Where requests go that are posted to an address of the emulator. */
  interface Front {
    /** Returns whether an address is one of the emulator. */
    boolean serves(URI endpoint);

    /** Sends a request, as over the network. */
    CompletableFuture<Response> send(Request request);
  }

  /** Makes the tokens that a push request carries. */
  interface PushTokens {
    /** Returns an identity token of an account. */
    String token(String email, String audience);
  }

  Pusher(Backlog backlog, Surroundings around) {
    this.backlog = backlog;
    this.around = around;
    agent = around.agent();
  }

  @Override
  public int room() {
    return Math.max(0, OUTSTANDING - outstanding.get());
  }

  @Override
  public int ackDeadlineSeconds() {
    return backlog.settings().getAckDeadlineSeconds();
  }

  @Override
  public void deliver(List<ReceivedMessage> messages) {
    outstanding.addAndGet(messages.size());
    messages.forEach(this::push);
  }

  @Override
  public void settled(ReceivedMessage message) {
    outstanding.decrementAndGet();
  }

  @Override
  public void end(ApiException why) {
    // What is posted already is answered to nobody.
  }

  private void push(ReceivedMessage message) {
    CompletableFuture<Boolean> accepted =
        around
            .admission()
            .admit(
                "pubsub",
                "Push",
                List.of(),
                agent,
                Pusher::denied,
                (call, fault) -> post(message, fault));
    var unused =
        accepted.whenComplete(
            (done, failure) -> {
              if (failure == null && done) {
                backlog.acknowledge(message.getAckId());
              } else {
                backlog.refuse(message.getAckId());
              }
            });
  }

  private static ApiException denied(Caller caller, Permission needed) {
    return ApiException.denied("not allowed to the service agent", needed);
  }

  /** Returns whether the endpoint takes a message. */
  private CompletableFuture<Boolean> post(ReceivedMessage message, Fault fault) {
    if (fault instanceof Fault.Lose) {
      return CompletableFuture.completedFuture(true);
    }
    Subscription settings = backlog.settings();
    URI endpoint = URI.create(settings.getPushConfig().getPushEndpoint());
    if (!around.front().serves(endpoint)) {
      return CompletableFuture.completedFuture(false);
    }
    Request request;
    try {
      request = request(settings, endpoint, message);
    } catch (ApiException e) {
      return CompletableFuture.completedFuture(false); // there is no token to send
    }
    around.meters().pubsub(Sizes.of(message.getMessage()));
    CompletableFuture<Boolean> accepted = sent(request, settings);
    if (!(fault instanceof Fault.Duplicate)) {
      return accepted;
    }
    around.meters().pubsub(Sizes.of(message.getMessage()));
    return accepted.thenCombine(sent(request, settings), (one, other) -> one || other);
  }

  private CompletableFuture<Boolean> sent(Request request, Subscription settings) {
    return around
        .front()
        .send(request)
        .thenApply(response -> SUCCESS.contains(response.status()))
        .exceptionally(failure -> false)
        .completeOnTimeout(false, settings.getAckDeadlineSeconds(), TimeUnit.SECONDS);
  }

  private Request request(Subscription settings, URI endpoint, ReceivedMessage message) {
    Map<String, String> headers = new HashMap<>();
    headers.put("host", endpoint.getAuthority());
    headers.put("content-type", "application/json");
    headers.put(
        "user-agent", "APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)");
    PushConfig config = settings.getPushConfig();
    if (config.hasOidcToken()) {
      String audience = config.getOidcToken().getAudience();
      String email = config.getOidcToken().getServiceAccountEmail();
      if (!agent
          .may()
          .test(
              new Permission(
                  "iam.serviceAccounts.getOpenIdToken", "projects/-/serviceAccounts/" + email))) {
        throw new ApiException(Status.PERMISSION_DENIED, "The service agent gets no token");
      }
      headers.put(
          "authorization",
          "Bearer "
              + around
                  .tokens()
                  .token(email, audience.isEmpty() ? config.getPushEndpoint() : audience));
    }
    String query = endpoint.getRawQuery();
    return new Request(
        "POST",
        endpoint.getRawPath(),
        query == null ? "" : query,
        headers,
        Json.bytes(wrapped(settings, message)));
  }

  private static ObjectNode wrapped(Subscription settings, ReceivedMessage received) {
    PubsubMessage message = received.getMessage();
    ObjectNode body = Json.object();
    if (received.getDeliveryAttempt() > 0) {
      body.put("deliveryAttempt", received.getDeliveryAttempt());
    }
    String time = Timestamps.toString(message.getPublishTime());
    ObjectNode inner = body.putObject("message");
    if (message.getAttributesCount() > 0) {
      inner.set("attributes", Json.object(message.getAttributesMap()));
    }
    if (!message.getData().isEmpty()) {
      inner.put("data", Base64.getEncoder().encodeToString(message.getData().toByteArray()));
    }
    inner.put("messageId", message.getMessageId()).put("message_id", message.getMessageId());
    inner.put("publishTime", time).put("publish_time", time);
    return body.put("subscription", settings.getName());
  }
}
