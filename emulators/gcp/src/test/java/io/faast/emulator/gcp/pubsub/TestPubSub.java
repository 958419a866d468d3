package io.faast.emulator.gcp.pubsub;

import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.SubscriptionAdminSettings;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminSettings;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import io.faast.emulator.core.CallLog;
import io.faast.emulator.core.Faults;
import io.faast.emulator.core.Interference;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Admission;
import io.faast.emulator.gcp.core.ApiCall;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.iam.Iam;
import io.faast.emulator.gcp.iam.Identities;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Pub/Sub alone, with unmodified clients of Google's library. */
final class TestPubSub implements AutoCloseable {
  static final String TOPIC = "projects/test-project/topics/letters";
  static final String SUBSCRIPTION = "projects/test-project/subscriptions/reader";
  static final URI BASE = URI.create("http://127.0.0.1:9");

  final Place place = new Place("test-project", 123_456_789_012L, "us-central1", Clock.systemUTC());
  final Iam iam = new Iam(place, 0, 0);
  final Meters meters = new Meters();
  final CallLog<ApiCall> calls = new CallLog<>();
  final Faults<ApiCall> faults = new Faults<>();
  final PubSub pubSub;
  final TopicAdminClient topics;
  final SubscriptionAdminClient subscriptions;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ManagedChannel channel;

  TestPubSub() throws IOException {
    this(request -> CompletableFuture.completedFuture(Response.empty(204)));
  }

  TestPubSub(Function<Request, CompletableFuture<Response>> front) throws IOException {
    Interference interference =
        new Interference(
            (nanos, task) -> {
              var unused = timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
            });
    pubSub =
        new PubSub(place, iam, new Admission(calls, faults, interference), meters, BASE, front);
    channel = ManagedChannelBuilder.forTarget(pubSub.target()).usePlaintext().build();
    iam.policies().grant("user:owner@example.com", permission -> true);
    topics = topics("owner");
    subscriptions = subscriptions("owner");
  }

  /** Returns a token of a user. */
  String token(String name) {
    return iam.identities()
        .accessToken("user:" + name + "@example.com", Identities.LIFETIME, false);
  }

  void user(String name, String... permissions) {
    iam.policies().grant("user:" + name + "@example.com", Set.of(permissions)::contains);
  }

  TransportChannelProvider channels() {
    return FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel));
  }

  FixedCredentialsProvider credentials(String user) {
    return FixedCredentialsProvider.create(new BearerToken(token(user)));
  }

  TopicAdminClient topics(String user) throws IOException {
    return TopicAdminClient.create(
        TopicAdminSettings.newBuilder()
            .setTransportChannelProvider(channels())
            .setCredentialsProvider(credentials(user))
            .build());
  }

  SubscriptionAdminClient subscriptions(String user) throws IOException {
    return SubscriptionAdminClient.create(
        SubscriptionAdminSettings.newBuilder()
            .setTransportChannelProvider(channels())
            .setCredentialsProvider(credentials(user))
            .build());
  }

  static PubsubMessage message(String text) {
    return PubsubMessage.newBuilder().setData(ByteString.copyFromUtf8(text)).build();
  }

  long waiting(String subscription) {
    return pubSub.subscriptions().stream()
        .filter(look -> look.name().equals(subscription))
        .mapToLong(PubSub.SubscriptionLook::messages)
        .sum();
  }

  @Override
  public void close() {
    topics.close();
    subscriptions.close();
    channel.shutdownNow();
    pubSub.close();
    timer.shutdownNow();
  }
}
