package io.faast.emulator.gcp.pubsub;

import static io.faast.emulator.gcp.pubsub.TestPubSub.SUBSCRIPTION;
import static io.faast.emulator.gcp.pubsub.TestPubSub.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.api.gax.rpc.PermissionDeniedException;
import com.google.pubsub.v1.DeadLetterPolicy;
import com.google.pubsub.v1.PushConfig;
import com.google.pubsub.v1.Subscription;
import io.faast.emulator.core.Fault;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Caller;
import io.faast.emulator.gcp.iam.Authenticator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushTest {
  private static final String ENDPOINT = TestPubSub.BASE + "/run/worker";

  private final BlockingQueue<Request> posted = new LinkedBlockingQueue<>();

  /** What the endpoint answers, one after the other; 204 after that. */
  private final Deque<Integer> answers = new ArrayDeque<>();

  private TestPubSub project;
  private String invoker = "";

  @BeforeEach
  void start() throws Exception {
    project = new TestPubSub(this::front);
    project.topics.createTopic(TOPIC);
    project.topics.createTopic(TOPIC + "-dead");
    invoker = project.iam.accounts().create("invoker", "", "").email();
  }

  @AfterEach
  void stop() {
    project.close();
  }

  private CompletableFuture<Response> front(Request request) {
    Integer status;
    synchronized (answers) {
      status = answers.poll();
    }
    posted.add(request);
    return CompletableFuture.completedFuture(Response.empty(status == null ? 204 : status));
  }

  private void subscribe(String endpoint) {
    project.subscriptions.createSubscription(wanted(endpoint, invoker));
  }

  private static Subscription wanted(String endpoint, String account) {
    return Subscription.newBuilder()
        .setName(SUBSCRIPTION)
        .setTopic(TOPIC)
        .setAckDeadlineSeconds(600)
        .setDeadLetterPolicy(DeadLetterPolicy.newBuilder().setDeadLetterTopic(TOPIC + "-dead"))
        .setPushConfig(
            PushConfig.newBuilder()
                .setPushEndpoint(endpoint)
                .setOidcToken(
                    PushConfig.OidcToken.newBuilder()
                        .setServiceAccountEmail(account)
                        .setAudience(ENDPOINT)))
        .build();
  }

  private Request next() throws InterruptedException {
    @Nullable Request request = posted.poll(60, TimeUnit.SECONDS);
    assertThat(request).isNotNull();
    return request;
  }

  private static JsonNode body(Request request) {
    return Json.read(request.body());
  }

  @Test
  void aMessageIsPostedWithATokenThatTheEndpointCanTrust() throws Exception {
    subscribe(ENDPOINT);
    project.topics.publish(
        TOPIC,
        List.of(TestPubSub.message("hello").toBuilder().putAttributes("kind", "call").build()));
    Request request = next();
    assertThat(request.rawPath()).isEqualTo("/run/worker");
    String token = Authenticator.bearer(request.header("authorization"));
    Caller caller = project.iam.identities().byIdToken(String.valueOf(token), ENDPOINT);
    assertThat(caller).isNotNull();
    assertThat(caller.member()).isEqualTo("serviceAccount:" + invoker);
    JsonNode body = body(request);
    assertThat(body.path("deliveryAttempt").asInt()).isEqualTo(1);
    assertThat(body.path("subscription").asText()).isEqualTo(SUBSCRIPTION);
    assertThat(body.path("message").path("attributes").path("kind").asText()).isEqualTo("call");
    byte[] data = Base64.getDecoder().decode(body.path("message").path("data").asText());
    assertThat(new String(data, StandardCharsets.UTF_8)).isEqualTo("hello");
  }

  @Test
  void whatTheEndpointRefusesIsPostedAgainAsTheNextAttempt() throws Exception {
    answers.addAll(List.of(429, 503));
    subscribe(ENDPOINT);
    project.topics.publish(TOPIC, List.of(TestPubSub.message("hello")));
    assertThat(body(next()).path("deliveryAttempt").asInt()).isEqualTo(1);
    assertThat(body(next()).path("deliveryAttempt").asInt()).isEqualTo(2);
    assertThat(body(next()).path("deliveryAttempt").asInt()).isEqualTo(3);
  }

  @Test
  void aLostAnswerLetsAMessageComeAgainAndADoubleComesAsTheSameAttempt() throws Exception {
    project.faults.inject(
        call -> call.is("pubsub", "Push") && call.nth() == 1, new Fault.DropConnection(true));
    project.faults.inject(
        call -> call.is("pubsub", "Push") && call.nth() == 3, new Fault.Duplicate());
    subscribe(ENDPOINT);
    project.topics.publish(TOPIC, List.of(TestPubSub.message("hello")));
    assertThat(body(next()).path("deliveryAttempt").asInt()).isEqualTo(1);
    assertThat(body(next()).path("deliveryAttempt").asInt()).isEqualTo(2);
    project.topics.publish(TOPIC, List.of(TestPubSub.message("double")));
    JsonNode one = body(next());
    assertThat(body(next())).isEqualTo(one);
    assertThat(one.path("deliveryAttempt").asInt()).isEqualTo(1);
  }

  @Test
  void onlyWhoMayActAsTheAccountMayLetItsTokensBeSent() throws Exception {
    project.user("eve", "pubsub.subscriptions.create", "pubsub.topics.attachSubscription");
    try (var eve = project.subscriptions("eve")) {
      assertThatThrownBy(() -> eve.createSubscription(wanted(ENDPOINT, invoker)))
          .isInstanceOf(PermissionDeniedException.class);
    }
    assertThatThrownBy(
            () ->
                project.subscriptions.createSubscription(
                    wanted(ENDPOINT, invoker.replace("invoker", "nobody"))))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> subscribe("http://example.com/push"))
        .isInstanceOf(InvalidArgumentException.class);
    assertThat(project.pubSub.subscriptions()).isEmpty();
  }
}
