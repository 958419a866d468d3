package io.faast.gcp;

import com.google.api.gax.batching.BatchingSettings;
import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.auth.Credentials;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.SubscriptionAdminSettings;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminSettings;
import io.faast.spi.ProviderException;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The clients of Pub/Sub, on one connection. Thread-safe. */
final class PubSubClients implements AutoCloseable {
  private static final String HOST = "pubsub.googleapis.com:443";
  private static final int MAX_INBOUND = 20 << 20;

  /**
   * How often an idle connection is tried. A gRPC server may end the connection of who asks more
   * often than each five minutes, unless it says otherwise (gRPC's proposal A8), and Google's own
   * subscriber for Java asks as often as this.
   */
  private static final long KEEP_ALIVE_MINUTES = 5;

  private static final long CLOSE_SECONDS = 5;

  private final ManagedChannel channel;
  private final TopicAdminClient topics;
  private final SubscriptionAdminClient subscriptions;

  private PubSubClients(
      ManagedChannel channel, TopicAdminClient topics, SubscriptionAdminClient subscriptions) {
    this.channel = channel;
    this.topics = topics;
    this.subscriptions = subscriptions;
  }

  /**
   * Makes the clients.
   *
   * @param plainEndpoint host and port to call in plain text, or null for Google
   */
  static PubSubClients open(Credentials credentials, @Nullable String plainEndpoint) {
    boolean plain = plainEndpoint != null;
    ManagedChannelBuilder<?> builder =
        ManagedChannelBuilder.forTarget(plainEndpoint == null ? HOST : plainEndpoint)
            .maxInboundMessageSize(MAX_INBOUND)
            // A connection that died silently would leave answers unheard.
            .keepAliveTime(KEEP_ALIVE_MINUTES, TimeUnit.MINUTES);
    ManagedChannel channel =
        plain
            ? builder
                .usePlaintext()
                .intercept(authorized(new BearerCredentials(credentials)))
                .build()
            : builder.build();
    try {
      return open(
          channel,
          plain ? NoCredentialsProvider.create() : FixedCredentialsProvider.create(credentials));
    } catch (IOException e) {
      channel.shutdownNow();
      throw new ProviderException(
          "The clients of Pub/Sub could not be made: " + e.getMessage(), "See the message.", e);
    }
  }

  private static PubSubClients open(ManagedChannel channel, CredentialsProvider credentials)
      throws IOException {
    TransportChannelProvider transport =
        FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel));
    TopicAdminSettings.Builder topics =
        TopicAdminSettings.newBuilder()
            .setCredentialsProvider(credentials)
            .setTransportChannelProvider(transport);
    // A message that was sent again would be executed again; and none waits for others.
    topics.publishSettings().setRetryableCodes();
    topics
        .publishSettings()
        .setBatchingSettings(BatchingSettings.newBuilder().setIsEnabled(false).build());
    SubscriptionAdminSettings subscriptions =
        SubscriptionAdminSettings.newBuilder()
            .setCredentialsProvider(credentials)
            .setTransportChannelProvider(transport)
            .build();
    return new PubSubClients(
        channel,
        TopicAdminClient.create(topics.build()),
        SubscriptionAdminClient.create(subscriptions));
  }

  private static ClientInterceptor authorized(BearerCredentials credentials) {
    return new ClientInterceptor() {
      @Override
      public <Q, A> ClientCall<Q, A> interceptCall(
          MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return next.newCall(method, options.withCallCredentials(credentials));
      }
    };
  }

  TopicAdminClient topics() {
    return topics;
  }

  SubscriptionAdminClient subscriptions() {
    return subscriptions;
  }

  @Override
  public void close() {
    topics.close();
    subscriptions.close();
    channel.shutdown();
    try {
      if (!channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        channel.shutdownNow();
      }
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
