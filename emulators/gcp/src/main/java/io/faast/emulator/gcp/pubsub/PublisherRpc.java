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
import com.google.pubsub.v1.PublisherGrpc;
import com.google.pubsub.v1.Topic;
import com.google.pubsub.v1.UpdateTopicRequest;
import io.grpc.stub.StreamObserver;

/** The Publisher service over gRPC. */
final class PublisherRpc extends PublisherGrpc.PublisherImplBase {
  private final GrpcCalls calls;
  private final Topics topics;

  PublisherRpc(GrpcCalls calls, Topics topics) {
    this.calls = calls;
    this.topics = topics;
  }

  @Override
  public void createTopic(Topic request, StreamObserver<Topic> out) {
    calls.unary(topics.create, request, out);
  }

  @Override
  public void updateTopic(UpdateTopicRequest request, StreamObserver<Topic> out) {
    calls.unary(topics.update, request, out);
  }

  @Override
  public void getTopic(GetTopicRequest request, StreamObserver<Topic> out) {
    calls.unary(topics.get, request, out);
  }

  @Override
  public void deleteTopic(DeleteTopicRequest request, StreamObserver<Empty> out) {
    calls.unary(topics.delete, request, out);
  }

  @Override
  public void listTopics(ListTopicsRequest request, StreamObserver<ListTopicsResponse> out) {
    calls.unary(topics.list, request, out);
  }

  @Override
  public void listTopicSubscriptions(
      ListTopicSubscriptionsRequest request, StreamObserver<ListTopicSubscriptionsResponse> out) {
    calls.unary(topics.subscriptions, request, out);
  }

  @Override
  public void publish(PublishRequest request, StreamObserver<PublishResponse> out) {
    calls.unary(topics.publish, request, out);
  }
}
