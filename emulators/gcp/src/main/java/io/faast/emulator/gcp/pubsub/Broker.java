package io.faast.emulator.gcp.pubsub;

import com.google.protobuf.util.Timestamps;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The topics and subscriptions of the project. Thread-safe. */
final class Broker implements AutoCloseable {
  /** What a subscription says of its topic once that is gone. */
  static final String DELETED = "_deleted-topic_";

  private final Place place;
  private final Pusher.Surroundings around;
  private final ScheduledThreadPoolExecutor timer;
  private final AtomicLong messageIds = new AtomicLong(10_000_000_000_000_000L);
  private final Map<String, Topic> topics = new TreeMap<>();
  private final Map<String, Held> subscriptions = new TreeMap<>();

  /** A subscription, and what pushes its messages; null if it is pulled from. */
  private record Held(Backlog backlog, @Nullable Pusher pusher) {}

  Broker(Place place, Pusher.Surroundings around) {
    this.place = place;
    this.around = around;
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "gcp-emulator-pubsub");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  synchronized void create(Topic topic) {
    if (topics.putIfAbsent(topic.getName(), topic) != null) {
      throw Checks.exists(topic.getName());
    }
  }

  synchronized Topic topic(String name) {
    Topic topic = topics.get(name);
    if (topic == null) {
      throw Checks.missing(name);
    }
    return topic;
  }

  synchronized void replace(Topic changed) {
    var unused = topic(changed.getName());
    topics.put(changed.getName(), changed);
  }

  synchronized List<Topic> topics() {
    return List.copyOf(topics.values());
  }

  synchronized void deleteTopic(String name) {
    var unused = topic(name);
    topics.remove(name);
    for (Held held : subscriptions.values()) {
      Subscription settings = held.backlog.settings();
      if (settings.getTopic().equals(name)) {
        held.backlog.settings(settings.toBuilder().setTopic(DELETED).build());
      }
    }
  }

  void create(Subscription settings) {
    Held held;
    synchronized (this) {
      var unused = topic(settings.getTopic());
      if (subscriptions.containsKey(settings.getName())) {
        throw Checks.exists(settings.getName());
      }
      held = held(new Backlog(settings, timer, place.clock(), this::toTheDead));
      subscriptions.put(settings.getName(), held);
    }
    if (held.pusher != null) {
      held.backlog.attach(held.pusher);
    }
  }

  private Held held(Backlog backlog) {
    boolean pushed = !backlog.settings().getPushConfig().getPushEndpoint().isEmpty();
    return new Held(backlog, pushed ? new Pusher(backlog, around) : null);
  }

  /** Changes a subscription; from now on it pushes, or does not, as it says. */
  void replace(Subscription changed) {
    Held before;
    Held after;
    synchronized (this) {
      before = find(changed.getName());
      before.backlog.settings(changed);
      after = held(before.backlog);
      subscriptions.put(changed.getName(), after);
    }
    if (before.pusher != null) {
      before.backlog.detach(before.pusher);
    }
    if (after.pusher != null) {
      after.backlog.attach(after.pusher);
    }
  }

  private Held find(String name) {
    Held held = subscriptions.get(name);
    if (held == null) {
      throw Checks.missing(name);
    }
    return held;
  }

  synchronized Backlog backlog(String name) {
    return find(name).backlog;
  }

  synchronized List<Backlog> backlogs() {
    return subscriptions.values().stream().map(Held::backlog).toList();
  }

  void deleteSubscription(String name) {
    Backlog backlog = backlog(name);
    synchronized (this) {
      subscriptions.remove(name);
    }
    backlog.end(Checks.missing(name));
  }

  /** Returns messages with their ids and times. */
  List<PubsubMessage> stamp(List<PubsubMessage> given) {
    List<PubsubMessage> messages = new ArrayList<>();
    for (PubsubMessage message : given) {
      messages.add(
          message.toBuilder()
              .setMessageId(String.valueOf(messageIds.incrementAndGet()))
              .setPublishTime(Timestamps.fromMillis(place.clock().millis()))
              .build());
    }
    return messages;
  }

  /**
   * Gives messages to every subscription of a topic.
   *
   * @param times how often each is delivered
   */
  void publish(String topic, List<PubsubMessage> messages, int times) {
    List<Backlog> to;
    synchronized (this) {
      var unused = topic(topic);
      to =
          subscriptions.values().stream()
              .map(Held::backlog)
              .filter(backlog -> backlog.settings().getTopic().equals(topic))
              .toList();
    }
    for (int i = 0; i < times; i++) {
      to.forEach(backlog -> backlog.add(messages));
    }
  }

  /** Forwarding takes grants to the service agent: "Dead-letter topics", grant permissions. */
  private boolean toTheDead(Subscription from, Backlog.Waiting message) {
    String topic = from.getDeadLetterPolicy().getDeadLetterTopic();
    boolean may =
        around.agent().may().test(new Permission("pubsub.topics.publish", topic))
            && around
                .agent()
                .may()
                .test(new Permission("pubsub.subscriptions.consume", from.getName()));
    synchronized (this) {
      if (!may || !topics.containsKey(topic)) {
        return false;
      }
    }
    PubsubMessage forwarded =
        message.message().toBuilder()
            .putAttributes(
                "CloudPubSubDeadLetterSourceDeliveryCount", String.valueOf(message.attempts()))
            .putAttributes(
                "CloudPubSubDeadLetterSourceSubscription",
                from.getName().substring(from.getName().lastIndexOf('/') + 1))
            .putAttributes("CloudPubSubDeadLetterSourceSubscriptionProject", place.project())
            .putAttributes(
                "CloudPubSubDeadLetterSourceTopicPublishTime",
                Timestamps.toString(message.message().getPublishTime()))
            .build();
    // Not here: the caller holds the lock of one subscription, and this takes that of others.
    timer.execute(
        () -> {
          synchronized (this) {
            if (!topics.containsKey(topic)) {
              return;
            }
          }
          publish(topic, stamp(List.of(forwarded)), 1);
        });
    return true;
  }

  /** Stops every deadline, and ends every delivery. */
  @Override
  public void close() {
    timer.shutdownNow();
    backlogs().forEach(backlog -> backlog.end(Checks.missing(backlog.settings().getName())));
  }
}
