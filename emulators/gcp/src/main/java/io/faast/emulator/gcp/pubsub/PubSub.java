package io.faast.emulator.gcp.pubsub;

import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Admission;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Service;
import io.faast.emulator.gcp.iam.Iam;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Pub/Sub of the project: over gRPC without encryption on a port of its own, and over REST through
 * {@link #service()}. It delivers to whoever asks, at least once, in about the order of publishing;
 * it knows no filters, ordering keys, exactly-once delivery, snapshots and schemas. Thread-safe.
 */
public final class PubSub implements AutoCloseable {
  private static final int MAX_MESSAGE = 24 << 20;
  private static final long PINGS_SECONDS = 30;

  private final Broker broker;
  private final Service service;
  private final Server server;

  /** A topic. */
  public record TopicLook(String name, Map<String, String> labels) {}

  /** A subscription, and how many messages it holds that nobody has acknowledged. */
  public record SubscriptionLook(
      String name,
      String topic,
      Map<String, String> labels,
      String pushEndpoint,
      int ackDeadlineSeconds,
      String deadLetterTopic,
      long messages) {}

  /**
   * Starts to listen.
   *
   * @param base where the emulator's own addresses begin; others get no push
   * @param front takes what is pushed there
   */
  public PubSub(
      Place place,
      Iam iam,
      Admission admission,
      Meters meters,
      URI base,
      Function<Request, CompletableFuture<Response>> front) {
    Pusher.Front own =
        new Pusher.Front() {
          @Override
          public boolean serves(URI endpoint) {
            return base.getAuthority().equals(endpoint.getAuthority());
          }

          @Override
          public CompletableFuture<Response> send(Request request) {
            return front.apply(request);
          }
        };
    Pusher.Surroundings around =
        new Pusher.Surroundings(
            admission,
            meters,
            new Tokens(place, iam),
            own,
            iam.identities().caller("serviceAccount:" + place.agent("pubsub")));
    broker = new Broker(place, around);
    Topics topics = new Topics(place, broker, iam.policies(), meters);
    Subscriptions subscriptions =
        new Subscriptions(
            place,
            broker,
            iam.policies(),
            meters,
            new SubscriptionSettings(place, broker, iam.accounts()));
    service = new PubSubService(topics, subscriptions, broker, iam.policies());
    GrpcCalls calls = new GrpcCalls(admission, iam.authenticator());
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .maxInboundMessageSize(MAX_MESSAGE)
            // Google's servers bear pings every half minute, gRPC's own default is five minutes.
            .permitKeepAliveTime(PINGS_SECONDS, TimeUnit.SECONDS)
            .intercept(calls)
            .addService(new PublisherRpc(calls, topics))
            .addService(new SubscriberRpc(calls, subscriptions, broker, meters))
            .addService(new PolicyRpc(calls, broker, iam.policies()))
            .build();
    try {
      server.start();
    } catch (IOException e) {
      broker.close();
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where gRPC channels connect to, without encryption: host and port. */
  public String target() {
    return "127.0.0.1:" + server.getPort();
  }

  /** Returns Pub/Sub over REST. */
  public Service service() {
    return service;
  }

  /** Returns what the topics look like. */
  public List<TopicLook> topics() {
    return broker.topics().stream()
        .map(topic -> new TopicLook(topic.getName(), topic.getLabelsMap()))
        .toList();
  }

  /** Returns what the subscriptions look like. */
  public List<SubscriptionLook> subscriptions() {
    return broker.backlogs().stream().map(PubSub::look).toList();
  }

  private static SubscriptionLook look(Backlog backlog) {
    var settings = backlog.settings();
    return new SubscriptionLook(
        settings.getName(),
        settings.getTopic(),
        settings.getLabelsMap(),
        settings.getPushConfig().getPushEndpoint(),
        settings.getAckDeadlineSeconds(),
        settings.getDeadLetterPolicy().getDeadLetterTopic(),
        backlog.size());
  }

  /** Ends every delivery and the endpoint. */
  @Override
  public void close() {
    broker.close();
    server.shutdownNow();
    try {
      if (!server.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The gRPC server does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
