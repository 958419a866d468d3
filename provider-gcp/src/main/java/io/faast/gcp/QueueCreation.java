package io.faast.gcp;

import com.google.iam.v1.Binding;
import com.google.iam.v1.Policy;
import com.google.iam.v1.SetIamPolicyRequest;
import com.google.protobuf.Duration;
import com.google.pubsub.v1.DeadLetterPolicy;
import com.google.pubsub.v1.DeleteSubscriptionRequest;
import com.google.pubsub.v1.DeleteTopicRequest;
import com.google.pubsub.v1.ExpirationPolicy;
import com.google.pubsub.v1.PushConfig;
import com.google.pubsub.v1.PushConfig.OidcToken;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import io.faast.gcp.worker.Settings;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Creates topics and subscriptions of a run, and lets the function's account use what it needs: it
 * publishes to the responses' topic and pulls from the streams' subscriptions, and has no right
 * anywhere else.
 */
final class QueueCreation {
  private static final String PUBLISHER = "roles/pubsub.publisher";
  private static final String SUBSCRIBER = "roles/pubsub.subscriber";

  /** As long as Pub/Sub can wait for a push to be answered. */
  private static final int PUSH_SECONDS = 600;

  private static final int PULL_SECONDS = 30;

  /** What a worker did not acknowledge comes again soon; taking credit twice is harmless. */
  private static final int CONTROL_SECONDS = 10;

  /** The least that Pub/Sub keeps a message. What nobody took by then is not wanted any more. */
  private static final Duration RETENTION = seconds(600);

  /** The least that Pub/Sub takes. */
  private static final int DELIVERY_ATTEMPTS = 5;

  /** A subscription that nobody uses goes by itself a day later: the least that Pub/Sub takes. */
  private static final Duration EXPIRY = seconds(86_400);

  private final Clients clients;
  private final RunResources resources;
  private final String runId;
  private final Map<String, String> labels;
  private final String account;

  /**
   * Prepares it.
   *
   * @param account e-mail address of the account that the function runs as
   */
  QueueCreation(
      Clients clients,
      RunResources resources,
      String runId,
      Map<String, String> labels,
      String account) {
    this.clients = clients;
    this.resources = resources;
    this.runId = runId;
    this.labels = labels;
    this.account = account;
  }

  /** What a stream's credit goes by, as full names. */
  record Control(String topic, String subscription) {}

  /** Creates the topic that answers go to, and its subscription; returns the topic's full name. */
  String responses() {
    String name = Names.responses(runId);
    String topic = topic(name);
    subscription(name, topic, Subscription.newBuilder().setAckDeadlineSeconds(PULL_SECONDS));
    allow(topic, PUBLISHER, "pubsub.topics.setIamPolicy", true);
    return topic;
  }

  /** Creates a topic and a subscription that a stream's credit goes by. */
  Control control(int number) {
    String name = Names.control(runId, number);
    String topic = topic(name);
    String subscription =
        subscription(name, topic, Subscription.newBuilder().setAckDeadlineSeconds(CONTROL_SECONDS));
    allow(subscription, SUBSCRIBER, "pubsub.subscriptions.setIamPolicy", false);
    return new Control(topic, subscription);
  }

  /**
   * Creates the topic that calls go to, and has them pushed to the function; returns the topic's
   * full name.
   *
   * @param deadLetters full name of the topic that answers go to. That there is one for messages
   *     that nobody takes makes Pub/Sub count how often it delivers one, and say so
   * @param function where the function is called
   * @param caller e-mail address of the account that Pub/Sub calls as
   */
  String requests(String deadLetters, URI function, String caller) {
    String topic = topic(Names.requests(runId));
    String uri = function.toString();
    String base = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    PushConfig push =
        PushConfig.newBuilder()
            .setPushEndpoint(base + Settings.PUSH_PATH)
            .setOidcToken(OidcToken.newBuilder().setServiceAccountEmail(caller).setAudience(uri))
            .build();
    Subscription.Builder settings =
        Subscription.newBuilder()
            .setAckDeadlineSeconds(PUSH_SECONDS)
            .setPushConfig(push)
            .setDeadLetterPolicy(
                DeadLetterPolicy.newBuilder()
                    .setDeadLetterTopic(deadLetters)
                    .setMaxDeliveryAttempts(DELIVERY_ATTEMPTS));
    Object unused =
        NewAccounts.onceKnown(
            text -> {}, () -> subscription(Names.requests(runId), topic, settings));
    return topic;
  }

  /** Returns the full name of a subscription. */
  static String subscriptionName(String project, String name) {
    return "projects/" + project + "/subscriptions/" + name;
  }

  static String topicName(String project, String name) {
    return "projects/" + project + "/topics/" + name;
  }

  private String topic(String name) {
    String full = topicName(clients.project, name);
    Topic topic = Topic.newBuilder().setName(full).putAllLabels(labels).build();
    Topic unused =
        resources.create(
            "pubsub.topics.create",
            "topic " + name,
            () -> Api.future(clients.pubsub().topics().createTopicCallable().futureCall(topic)),
            () -> deleteTopic(clients.pubsub(), full));
    return full;
  }

  private String subscription(String name, String topic, Subscription.Builder settings) {
    String full = subscriptionName(clients.project, name);
    Subscription subscription =
        settings
            .setName(full)
            .setTopic(topic)
            .putAllLabels(labels)
            .setMessageRetentionDuration(RETENTION)
            .setExpirationPolicy(ExpirationPolicy.newBuilder().setTtl(EXPIRY))
            .build();
    Subscription unused =
        resources.create(
            // Pub/Sub does not say which one is missing.
            "pubsub.subscriptions.create and pubsub.topics.attachSubscription",
            "subscription " + name,
            () ->
                Api.future(
                    clients
                        .pubsub()
                        .subscriptions()
                        .createSubscriptionCallable()
                        .futureCall(subscription)),
            () -> deleteSubscription(clients.pubsub(), full));
    return full;
  }

  static CompletableFuture<?> deleteTopic(PubSubClients pubsub, String full) {
    return Api.future(
        pubsub
            .topics()
            .deleteTopicCallable()
            .futureCall(DeleteTopicRequest.newBuilder().setTopic(full).build()));
  }

  static CompletableFuture<?> deleteSubscription(PubSubClients pubsub, String full) {
    return Api.future(
        pubsub
            .subscriptions()
            .deleteSubscriptionCallable()
            .futureCall(DeleteSubscriptionRequest.newBuilder().setSubscription(full).build()));
  }

  /** Nobody else has a right of its own to what is new. */
  private void allow(String resource, String role, String permission, boolean topic) {
    SetIamPolicyRequest request =
        SetIamPolicyRequest.newBuilder()
            .setResource(resource)
            .setPolicy(
                Policy.newBuilder()
                    .addBindings(
                        Binding.newBuilder().setRole(role).addMembers("serviceAccount:" + account)))
            .build();
    PubSubClients pubsub = clients.pubsub();
    Object unused =
        NewAccounts.onceKnown(
            text -> {},
            () ->
                Api.await(
                    permission,
                    resource,
                    Api.future(
                        topic
                            ? pubsub.topics().setIamPolicyCallable().futureCall(request)
                            : pubsub.subscriptions().setIamPolicyCallable().futureCall(request))));
  }

  private static Duration seconds(int seconds) {
    return Duration.newBuilder().setSeconds(seconds).build();
  }
}
