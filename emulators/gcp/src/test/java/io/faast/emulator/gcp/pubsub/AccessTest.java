package io.faast.emulator.gcp.pubsub;

import static io.faast.emulator.gcp.pubsub.TestPubSub.SUBSCRIPTION;
import static io.faast.emulator.gcp.pubsub.TestPubSub.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.api.gax.rpc.PermissionDeniedException;
import com.google.api.gax.rpc.UnauthenticatedException;
import com.google.iam.v1.Binding;
import com.google.iam.v1.GetIamPolicyRequest;
import com.google.iam.v1.Policy;
import com.google.iam.v1.SetIamPolicyRequest;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import io.faast.emulator.gcp.core.ApiCall;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessTest {
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

  @Test
  void whoLacksAPermissionIsRefusedAndTheCallIsCounted() throws Exception {
    project.user("ann", "pubsub.topics.get");
    try (var ann = project.topics("ann")) {
      assertThat(ann.getTopic(TOPIC).getName()).isEqualTo(TOPIC);
      assertThatThrownBy(() -> ann.publish(TOPIC, List.of(TestPubSub.message("no"))))
          .isInstanceOf(PermissionDeniedException.class)
          .hasMessageContaining("User not authorized to perform this action.");
    }
    assertThat(project.calls.all())
        .filteredOn(call -> call.is("pubsub", "Publish"))
        .extracting(ApiCall::caller)
        .containsExactly("user:ann@example.com");
  }

  @Test
  void aGrantOnATopicReachesThatTopicOnly() throws Exception {
    project.topics.createTopic(TOPIC + "2");
    project.topics.setIamPolicy(
        SetIamPolicyRequest.newBuilder()
            .setResource(TOPIC)
            .setPolicy(
                Policy.newBuilder()
                    .addBindings(
                        Binding.newBuilder()
                            .setRole("roles/pubsub.publisher")
                            .addMembers("user:ann@example.com")))
            .build());
    assertThat(
            project
                .topics
                .getIamPolicy(GetIamPolicyRequest.newBuilder().setResource(TOPIC).build())
                .getBindingsList())
        .hasSize(1);
    try (var ann = project.topics("ann")) {
      ann.publish(TOPIC, List.of(TestPubSub.message("yes")));
      assertThatThrownBy(() -> ann.publish(TOPIC + "2", List.of(TestPubSub.message("no"))))
          .isInstanceOf(PermissionDeniedException.class);
    }
  }

  @Test
  void anExpiredTokenIsNobody() throws Exception {
    try (var ann = project.topics("ann")) {
      project.iam.identities().expire("user:ann@example.com");
      assertThatThrownBy(() -> ann.getTopic(TOPIC)).isInstanceOf(UnauthenticatedException.class);
    }
  }

  @Test
  void namesDeadlinesAndLabelsAreChecked() {
    assertThatThrownBy(() -> project.topics.createTopic(TOPIC))
        .isInstanceOf(AlreadyExistsException.class);
    assertThatThrownBy(() -> project.topics.createTopic("projects/test-project/topics/1st"))
        .isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(
            () ->
                project.topics.createTopic(
                    Topic.newBuilder().setName(TOPIC + "3").putLabels("Upper", "x").build()))
        .isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(
            () ->
                project.subscriptions.createSubscription(
                    Subscription.newBuilder()
                        .setName(SUBSCRIPTION)
                        .setTopic(TOPIC)
                        .setAckDeadlineSeconds(601)
                        .build()))
        .isInstanceOf(InvalidArgumentException.class);
    assertThat(project.pubSub.subscriptions()).isEmpty();
    assertThat(project.pubSub.topics()).hasSize(1);
  }
}
