package io.faast.emulator.gcp.pubsub;

import com.google.protobuf.Empty;
import com.google.pubsub.v1.DeleteTopicRequest;
import com.google.pubsub.v1.GetTopicRequest;
import com.google.pubsub.v1.ListTopicSubscriptionsRequest;
import com.google.pubsub.v1.ListTopicSubscriptionsResponse;
import com.google.pubsub.v1.ListTopicsRequest;
import com.google.pubsub.v1.ListTopicsResponse;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PublishResponse;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.Topic;
import com.google.pubsub.v1.UpdateTopicRequest;
import io.faast.emulator.core.Fault;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.iam.Policies;
import java.util.List;

/** The methods of the Publisher service. */
final class Topics {
  private final Place place;
  private final Broker broker;
  private final Policies policies;
  private final Meters meters;

  final Method<Topic, Topic> create;
  final Method<UpdateTopicRequest, Topic> update;
  final Method<GetTopicRequest, Topic> get;
  final Method<DeleteTopicRequest, Empty> delete;
  final Method<ListTopicsRequest, ListTopicsResponse> list;
  final Method<ListTopicSubscriptionsRequest, ListTopicSubscriptionsResponse> subscriptions;
  final Method<PublishRequest, PublishResponse> publish;

  Topics(Place place, Broker broker, Policies policies, Meters meters) {
    this.place = place;
    this.broker = broker;
    this.policies = policies;
    this.meters = meters;
    create =
        Method.now(
            "CreateTopic",
            "pubsub.topics.create",
            any -> place.projectName(),
            (in, on) -> create(in));
    update =
        Method.now(
            "UpdateTopic",
            "pubsub.topics.update",
            in -> in.getTopic().getName(),
            (in, on) -> update(in));
    get =
        Method.now(
            "GetTopic",
            "pubsub.topics.get",
            GetTopicRequest::getTopic,
            (in, on) -> broker.topic(in.getTopic()));
    delete =
        Method.now(
            "DeleteTopic",
            "pubsub.topics.delete",
            DeleteTopicRequest::getTopic,
            (in, on) -> delete(in.getTopic()));
    list =
        Method.now(
            "ListTopics",
            "pubsub.topics.list",
            ListTopicsRequest::getProject,
            (in, on) -> list(in));
    subscriptions =
        Method.now(
            "ListTopicSubscriptions",
            "pubsub.topics.get",
            ListTopicSubscriptionsRequest::getTopic,
            (in, on) -> subscriptions(in.getTopic()));
    publish =
        Method.now(
            "Publish",
            "pubsub.topics.publish",
            PublishRequest::getTopic,
            (in, on) -> publish(in, on.fault()));
  }

  private Topic create(Topic topic) {
    Checks.name(topic.getName(), place.projectName(), "topics");
    Checks.labels(topic.getLabelsMap());
    broker.create(topic);
    return topic;
  }

  private Topic update(UpdateTopicRequest request) {
    Checks.labels(request.getTopic().getLabelsMap());
    Topic.Builder changed = broker.topic(request.getTopic().getName()).toBuilder();
    for (String field : Masks.fields(request.getUpdateMask())) {
      if (field.equals("labels")) {
        changed.clearLabels().putAllLabels(request.getTopic().getLabelsMap());
      } else if (field.equals("message_retention_duration")) {
        changed.setMessageRetentionDuration(request.getTopic().getMessageRetentionDuration());
      } else {
        throw Checks.invalid("Invalid update_mask provided in the UpdateTopicRequest: " + field);
      }
    }
    Topic topic = changed.build();
    broker.replace(topic);
    return topic;
  }

  private Empty delete(String name) {
    broker.deleteTopic(name);
    policies.forget(name);
    return Empty.getDefaultInstance();
  }

  private ListTopicsResponse list(ListTopicsRequest request) {
    Pages<Topic> page =
        Pages.of(broker.topics(), Topic::getName, request.getPageSize(), request.getPageToken());
    return ListTopicsResponse.newBuilder()
        .addAllTopics(page.items())
        .setNextPageToken(page.next())
        .build();
  }

  private ListTopicSubscriptionsResponse subscriptions(String topic) {
    var unused = broker.topic(topic);
    return ListTopicSubscriptionsResponse.newBuilder()
        .addAllSubscriptions(
            broker.backlogs().stream()
                .map(Backlog::settings)
                .filter(settings -> settings.getTopic().equals(topic))
                .map(settings -> settings.getName())
                .toList())
        .build();
  }

  private PublishResponse publish(PublishRequest request, Fault fault) {
    Checks.messages(request.getMessagesList());
    int times = fault instanceof Fault.Lose ? 0 : fault instanceof Fault.Duplicate ? 2 : 1;
    List<PubsubMessage> published = broker.stamp(request.getMessagesList());
    // First, so that who gets a message is not ahead of the bill.
    var unused = broker.topic(request.getTopic());
    meters.pubsub(published.stream().mapToLong(Sizes::of).sum());
    broker.publish(request.getTopic(), published, times);
    return PublishResponse.newBuilder()
        .addAllMessageIds(published.stream().map(PubsubMessage::getMessageId).toList())
        .build();
  }
}
