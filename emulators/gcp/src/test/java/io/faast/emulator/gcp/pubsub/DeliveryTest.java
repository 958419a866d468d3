package io.faast.emulator.gcp.pubsub;

import static io.faast.emulator.gcp.pubsub.TestPubSub.SUBSCRIPTION;
import static io.faast.emulator.gcp.pubsub.TestPubSub.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.pubsub.v1.AckReplyConsumer;
import com.google.cloud.pubsub.v1.Publisher;
import com.google.cloud.pubsub.v1.Subscriber;
import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.pubsub.v1.DeadLetterPolicy;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.PullResponse;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import com.google.pubsub.v1.UpdateTopicRequest;
import io.faast.emulator.core.Fault;
import io.faast.emulator.core.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final String DEAD_TOPIC = "projects/test-project/topics/dead";
  private static final String DEAD = "projects/test-project/subscriptions/undertaker";

  private TestPubSub project;

  @BeforeEach
  void start() throws Exception {
    project = new TestPubSub();
    project.topics.createTopic(TOPIC);
  }

  @AfterEach
  void stop() {
    project.close();
  }

  private Subscription subscribe(Subscription.Builder like) {
    return project.subscriptions.createSubscription(
        like.setName(SUBSCRIPTION).setTopic(TOPIC).build());
  }

  private ReceivedMessage pullOne() {
    PullResponse response = project.subscriptions.pull(SUBSCRIPTION, 1);
    assertThat(response.getReceivedMessagesList()).hasSize(1);
    return response.getReceivedMessages(0);
  }

  private void refuse(ReceivedMessage message) {
    project.subscriptions.modifyAckDeadline(SUBSCRIPTION, List.of(message.getAckId()), 0);
  }

  @Test
  void whatThePublisherSendsReachesTheSubscriberOnceAndIsGoneWhenAcknowledged() throws Exception {
    subscribe(Subscription.newBuilder());
    Set<String> seen = ConcurrentHashMap.newKeySet();
    CountDownLatch all = new CountDownLatch(200);
    Subscriber subscriber =
        Subscriber.newBuilder(
                SUBSCRIPTION,
                (PubsubMessage message, AckReplyConsumer reply) -> {
                  assertThat(message.getAttributesMap()).containsEntry("kind", "letter");
                  seen.add(message.getData().toStringUtf8());
                  reply.ack();
                  all.countDown();
                })
            .setChannelProvider(project.channels())
            .setCredentialsProvider(project.credentials("owner"))
            .build();
    subscriber.startAsync().awaitRunning(30, TimeUnit.SECONDS);
    Publisher publisher =
        Publisher.newBuilder(TOPIC)
            .setChannelProvider(project.channels())
            .setCredentialsProvider(project.credentials("owner"))
            .build();
    for (int i = 0; i < 200; i++) {
      var unused =
          publisher.publish(
              TestPubSub.message("m" + i).toBuilder().putAttributes("kind", "letter").build());
    }
    assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
    publisher.shutdown();
    publisher.awaitTermination(30, TimeUnit.SECONDS);
    subscriber.stopAsync().awaitTerminated(60, TimeUnit.SECONDS);
    assertThat(seen).hasSize(200);
    assertThat(project.waiting(SUBSCRIPTION)).isZero();
  }

  @Test
  void aRefusedMessageComesAgainWithTheNextAttemptWhereThereIsADeadLetterPolicy() {
    project.topics.createTopic(DEAD_TOPIC);
    subscribe(
        Subscription.newBuilder()
            .setDeadLetterPolicy(DeadLetterPolicy.newBuilder().setDeadLetterTopic(DEAD_TOPIC)));
    project.topics.publish(TOPIC, List.of(TestPubSub.message("again")));
    ReceivedMessage first = pullOne();
    refuse(first);
    ReceivedMessage second = pullOne();
    assertThat(first.getDeliveryAttempt()).isEqualTo(1);
    assertThat(second.getDeliveryAttempt()).isEqualTo(2);
    assertThat(second.getMessage()).isEqualTo(first.getMessage());
  }

  @Test
  void withoutADeadLetterPolicyNobodyIsToldTheAttempt() {
    subscribe(Subscription.newBuilder());
    project.topics.publish(TOPIC, List.of(TestPubSub.message("again")));
    refuse(pullOne());
    assertThat(pullOne().getDeliveryAttempt()).isZero();
  }

  @Test
  void afterTheLastAttemptAMessageGoesToTheDeadOnlyIfTheServiceAgentMayPutItThere() {
    project.topics.createTopic(DEAD_TOPIC);
    project.subscriptions.createSubscription(
        Subscription.newBuilder().setName(DEAD).setTopic(DEAD_TOPIC).build());
    subscribe(
        Subscription.newBuilder()
            .setDeadLetterPolicy(
                DeadLetterPolicy.newBuilder()
                    .setDeadLetterTopic(DEAD_TOPIC)
                    .setMaxDeliveryAttempts(5)));
    project.topics.publish(TOPIC, List.of(TestPubSub.message("cursed")));
    for (int i = 0; i < 6; i++) {
      refuse(pullOne());
    }
    assertThat(project.waiting(DEAD)).isZero();
    grant(DEAD_TOPIC, "roles/pubsub.publisher");
    grant(SUBSCRIPTION, "roles/pubsub.subscriber");
    refuse(pullOne());
    PullResponse dead = project.subscriptions.pull(DEAD, 10);
    assertThat(dead.getReceivedMessagesList()).hasSize(1);
    assertThat(dead.getReceivedMessages(0).getMessage().getAttributesMap())
        .containsEntry("CloudPubSubDeadLetterSourceSubscription", "reader")
        .containsEntry("CloudPubSubDeadLetterSourceDeliveryCount", "7");
    assertThat(project.waiting(SUBSCRIPTION)).isZero();
  }

  private void grant(String resource, String role) {
    String member = "serviceAccount:" + project.place.agent("pubsub");
    String policy = "{\"bindings\":[{\"role\":\"" + role + "\",\"members\":[\"" + member + "\"]}]}";
    project.iam.policies().set(resource, Json.read(policy.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void publishingCanLoseAndDoubleMessages() {
    subscribe(Subscription.newBuilder());
    project.faults.inject(
        call -> call.is("pubsub", "Publish") && call.nth() == 1, new Fault.Lose());
    project.faults.inject(
        call -> call.is("pubsub", "Publish") && call.nth() == 2, new Fault.Duplicate());
    project.topics.publish(TOPIC, List.of(TestPubSub.message("lost")));
    project.topics.publish(TOPIC, List.of(TestPubSub.message("double")));
    List<String> got =
        project.subscriptions.pull(SUBSCRIPTION, 10).getReceivedMessagesList().stream()
            .map(received -> received.getMessage().getData().toStringUtf8())
            .toList();
    assertThat(got).containsExactly("double", "double");
  }

  @Test
  void everyRequestIsBilledForWhatItCarriesAndAtLeastForAThousandBytes() {
    subscribe(Subscription.newBuilder());
    var small = project.topics.publish(TOPIC, List.of(TestPubSub.message("x")));
    assertThat(project.meters.bill().pubsubBytes()).isEqualTo(1_000);
    PubsubMessage large =
        TestPubSub.message("y".repeat(5_000)).toBuilder().putAttributes("key", "value").build();
    project.topics.publish(TOPIC, List.of(large));
    int id = small.getMessageIds(0).length();
    long size = 5_000L + 3 + 5 + 20 + id;
    assertThat(project.meters.bill().pubsubBytes()).isEqualTo(1_000 + size);
    project.subscriptions.pull(SUBSCRIPTION, 10);
    assertThat(project.meters.bill().pubsubBytes()).isEqualTo(1_000 + size + size + 1 + 20 + id);
    assertThat(project.meters.bill().egressBytes()).isEqualTo(size + 1 + 20 + id);
  }

  @Test
  void whatIsOverALimitIsRefusedAndNothingIsPublished() {
    subscribe(Subscription.newBuilder());
    byte[] tooMuch = new byte[10_000_001];
    assertThatThrownBy(
            () ->
                project.topics.publish(
                    TOPIC,
                    List.of(
                        PubsubMessage.newBuilder().setData(ByteString.copyFrom(tooMuch)).build())))
        .isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(
            () -> project.topics.publish(TOPIC, List.of(PubsubMessage.getDefaultInstance())))
        .isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(
            () ->
                project.topics.publish(
                    TOPIC,
                    IntStream.range(0, 1_001).mapToObj(i -> TestPubSub.message("m")).toList()))
        .isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(
            () ->
                project.topics.publish(
                    TOPIC,
                    List.of(
                        PubsubMessage.newBuilder().putAttributes("k", "v".repeat(1_025)).build())))
        .isInstanceOf(InvalidArgumentException.class);
    assertThat(project.waiting(SUBSCRIPTION)).isZero();
  }

  @Test
  void aDeletedSubscriptionEndsItsPullsAndADeletedTopicLeavesItsSubscriptions() {
    subscribe(Subscription.newBuilder());
    project.topics.deleteTopic(TOPIC);
    assertThat(project.subscriptions.getSubscription(SUBSCRIPTION).getTopic())
        .isEqualTo("_deleted-topic_");
    project.subscriptions.deleteSubscription(SUBSCRIPTION);
    assertThatThrownBy(() -> project.subscriptions.pull(SUBSCRIPTION, 1))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> project.topics.publish(TOPIC, List.of(TestPubSub.message("late"))))
        .isInstanceOf(NotFoundException.class);
    assertThat(project.pubSub.subscriptions()).isEmpty();
  }

  @Test
  void labelsOfATopicCanBeChangedAloneAndAreListed() {
    Topic changed =
        project.topics.updateTopic(
            UpdateTopicRequest.newBuilder()
                .setTopic(Topic.newBuilder().setName(TOPIC).putLabels("faast", "alive"))
                .setUpdateMask(FieldMask.newBuilder().addPaths("labels").build())
                .build());
    assertThat(changed.getLabelsMap()).isEqualTo(Map.of("faast", "alive"));
    assertThat(project.topics.listTopics("projects/test-project").iterateAll())
        .extracting(Topic::getName)
        .containsExactly(TOPIC);
    assertThat(project.pubSub.topics().get(0).labels()).containsEntry("faast", "alive");
  }
}
