package io.faast.emulator.gcp.pubsub;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.RetryPolicy;
import com.google.pubsub.v1.Subscription;
import io.faast.emulator.gcp.core.ApiException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one subscription: those that wait, and those that somebody has, each until it is
 * acknowledged, refused, or its deadline passes. Thread-safe.
 */
final class Backlog {
  private static final AtomicLong ACK_IDS = new AtomicLong();

  /** A response carries at most so much, whatever there is room for. */
  private static final int BATCH_MESSAGES = 1_000;

  private static final long BATCH_BYTES = 4 << 20;

  private final ScheduledExecutorService timer;
  private final Clock clock;

  /** Takes a message that was tried often enough; false if it must stay. */
  private final BiPredicate<Subscription, Waiting> deadLetters;

  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Map<String, Lease> leases = new HashMap<>();
  private final Deque<Sink> sinks = new ArrayDeque<>();

  /** Read by who holds the lock of all subscriptions, and must not wait for that of one. */
  private volatile Subscription settings;

  private int delayed;
  private boolean ended;

  /** A message, and how often its delivery was tried before. */
  record Waiting(PubsubMessage message, int attempts) {}

  private record Lease(Waiting of, Sink by, ReceivedMessage delivered, ScheduledFuture<?> expiry) {}

  Backlog(
      Subscription settings,
      ScheduledExecutorService timer,
      Clock clock,
      BiPredicate<Subscription, Waiting> deadLetters) {
    this.settings = settings;
    this.timer = timer;
    this.clock = clock;
    this.deadLetters = deadLetters;
  }

  Subscription settings() {
    return settings;
  }

  void settings(Subscription changed) {
    settings = changed;
  }

  /** Returns how many messages there are that nobody has acknowledged. */
  synchronized long size() {
    return 0L + waiting.size() + leases.size() + delayed;
  }

  synchronized void add(Collection<PubsubMessage> messages) {
    messages.forEach(message -> waiting.add(new Waiting(message, 0)));
    dispatch();
  }

  /** Takes on somebody who wants messages, until told otherwise. */
  synchronized void attach(Sink sink) {
    if (ended) {
      sink.end(Checks.missing(settings.getName()));
      return;
    }
    sinks.add(sink);
    dispatch();
  }

  /** Forgets a sink; what it has stays with it until the deadlines. */
  synchronized void detach(Sink sink) {
    sinks.remove(sink);
  }

  /** Hands out what waits, to the sinks in turn, as far as they have room. */
  synchronized void dispatch() {
    int full = 0;
    while (!waiting.isEmpty() && full < sinks.size()) {
      Sink sink = sinks.removeFirst();
      sinks.addLast(sink);
      List<ReceivedMessage> batch = batch(sink);
      if (batch.isEmpty()) {
        full++;
      } else {
        full = 0;
        sink.deliver(batch);
      }
    }
  }

  private List<ReceivedMessage> batch(Sink sink) {
    int room = Math.min(BATCH_MESSAGES, sink.room());
    List<ReceivedMessage> batch = new ArrayList<>();
    long bytes = 0;
    while (batch.size() < room && !waiting.isEmpty()) {
      Waiting next = waiting.getFirst();
      int size = next.message.getSerializedSize();
      if (!batch.isEmpty() && bytes + size > BATCH_BYTES) {
        break;
      }
      waiting.removeFirst();
      if (isKept(next.message)) {
        bytes += size;
        batch.add(lease(next, sink));
      }
    }
    return batch;
  }

  private boolean isKept(PubsubMessage message) {
    long age = clock.millis() - Timestamps.toMillis(message.getPublishTime());
    return age <= Durations.toMillis(settings.getMessageRetentionDuration());
  }

  private ReceivedMessage lease(Waiting of, Sink sink) {
    String id = "ack-" + ACK_IDS.incrementAndGet();
    ReceivedMessage.Builder delivered =
        ReceivedMessage.newBuilder().setAckId(id).setMessage(of.message);
    if (settings.hasDeadLetterPolicy()) {
      delivered.setDeliveryAttempt(of.attempts + 1);
    }
    ReceivedMessage message = delivered.build();
    leases.put(id, new Lease(of, sink, message, expiry(id, sink.ackDeadlineSeconds())));
    return message;
  }

  private ScheduledFuture<?> expiry(String id, int seconds) {
    return timer.schedule(() -> refuse(id), seconds, TimeUnit.SECONDS);
  }

  /** Forgets a message; one that nobody has is nothing. */
  synchronized void acknowledge(String id) {
    Lease lease = take(id);
    if (lease != null) {
      dispatch();
    }
  }

  /** Gives a message more time from now on. */
  synchronized void extend(String id, int seconds) {
    Lease lease = leases.get(id);
    if (lease != null) {
      lease.expiry.cancel(false);
      leases.put(id, new Lease(lease.of, lease.by, lease.delivered, expiry(id, seconds)));
    }
  }

  /** Lets a message be delivered again, at once or as the retry policy says, or to the dead. */
  synchronized void refuse(String id) {
    Lease lease = take(id);
    if (lease == null || ended) {
      return;
    }
    Waiting again = new Waiting(lease.of.message, lease.of.attempts + 1);
    int most = settings.getDeadLetterPolicy().getMaxDeliveryAttempts();
    if (settings.hasDeadLetterPolicy()
        && again.attempts >= most
        && deadLetters.test(settings, again)) {
      dispatch();
      return;
    }
    long millis = delay(again.attempts);
    if (millis <= 0) {
      waiting.add(again);
    } else {
      delayed++;
      var unused = timer.schedule(() -> back(again), millis, TimeUnit.MILLISECONDS);
    }
    dispatch();
  }

  private synchronized void back(Waiting again) {
    delayed--;
    waiting.add(again);
    dispatch();
  }

  /** Push has a back-off even without a policy: 100 ms to 60 s, says "Push subscriptions". */
  private long delay(int attempts) {
    RetryPolicy policy = settings.getRetryPolicy();
    boolean pushed = !settings.getPushConfig().getPushEndpoint().isEmpty();
    if (!settings.hasRetryPolicy() && !pushed) {
      return 0;
    }
    long least = settings.hasRetryPolicy() ? Durations.toMillis(policy.getMinimumBackoff()) : 100;
    long most = settings.hasRetryPolicy() ? Durations.toMillis(policy.getMaximumBackoff()) : 60_000;
    return Math.min(most, least << Math.min(20, attempts - 1));
  }

  private @Nullable Lease take(String id) {
    Lease lease = leases.remove(id);
    if (lease != null) {
      lease.expiry.cancel(false);
      lease.by.settled(lease.delivered);
    }
    return lease;
  }

  /** Drops everything, and tells everybody who waits. */
  synchronized void end(ApiException why) {
    ended = true;
    waiting.clear();
    leases.values().forEach(lease -> lease.expiry.cancel(false));
    leases.clear();
    List.copyOf(sinks).forEach(sink -> sink.end(why));
    sinks.clear();
  }
}
