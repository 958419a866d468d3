package io.faast.emulator.gcp.pubsub;

import com.google.protobuf.Empty;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.DeleteSubscriptionRequest;
import com.google.pubsub.v1.GetSubscriptionRequest;
import com.google.pubsub.v1.ListSubscriptionsRequest;
import com.google.pubsub.v1.ListSubscriptionsResponse;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.ModifyPushConfigRequest;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.PullResponse;
import com.google.pubsub.v1.StreamingPullRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import com.google.pubsub.v1.SubscriberGrpc;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.UpdateSubscriptionRequest;
import io.faast.emulator.gcp.core.Meters;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** The Subscriber service over gRPC. */
final class SubscriberRpc extends SubscriberGrpc.SubscriberImplBase {
  private final GrpcCalls calls;
  private final Subscriptions subscriptions;
  private final Broker broker;
  private final Meters meters;

  SubscriberRpc(GrpcCalls calls, Subscriptions subscriptions, Broker broker, Meters meters) {
    this.calls = calls;
    this.subscriptions = subscriptions;
    this.broker = broker;
    this.meters = meters;
  }

  @Override
  public void createSubscription(Subscription request, StreamObserver<Subscription> out) {
    calls.unary(subscriptions.create, request, out);
  }

  @Override
  public void getSubscription(GetSubscriptionRequest request, StreamObserver<Subscription> out) {
    calls.unary(subscriptions.get, request, out);
  }

  @Override
  public void updateSubscription(
      UpdateSubscriptionRequest request, StreamObserver<Subscription> out) {
    calls.unary(subscriptions.update, request, out);
  }

  @Override
  public void modifyPushConfig(ModifyPushConfigRequest request, StreamObserver<Empty> out) {
    calls.unary(subscriptions.push, request, out);
  }

  @Override
  public void deleteSubscription(DeleteSubscriptionRequest request, StreamObserver<Empty> out) {
    calls.unary(subscriptions.delete, request, out);
  }

  @Override
  public void listSubscriptions(
      ListSubscriptionsRequest request, StreamObserver<ListSubscriptionsResponse> out) {
    calls.unary(subscriptions.list, request, out);
  }

  @Override
  public void pull(PullRequest request, StreamObserver<PullResponse> out) {
    calls.unary(subscriptions.pull, request, out);
  }

  @Override
  public void acknowledge(AcknowledgeRequest request, StreamObserver<Empty> out) {
    calls.unary(subscriptions.acknowledge, request, out);
  }

  @Override
  public void modifyAckDeadline(ModifyAckDeadlineRequest request, StreamObserver<Empty> out) {
    calls.unary(subscriptions.deadline, request, out);
  }

  @Override
  public StreamObserver<StreamingPullRequest> streamingPull(
      StreamObserver<StreamingPullResponse> out) {
    return new StreamRequests(
        calls, broker, meters, (ServerCallStreamObserver<StreamingPullResponse>) out);
  }
}
