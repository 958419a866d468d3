package io.faast.gcp;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PubsubMessage;
import io.faast.gcp.worker.Envelope;
import io.faast.gcp.worker.Volume;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Publishes messages one by one, and never twice. Thread-safe. */
final class Publishing {
  private static final long END_SECONDS = 5;

  private final Clients clients;
  private final Metering metering;
  private final Map<Long, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  Publishing(Clients clients, Metering metering) {
    this.clients = clients;
    this.metering = metering;
  }

  /**
   * Publishes a message.
   *
   * @param delivered hears as how many bytes its delivery is billed, before the result is there
   */
  CompletableFuture<?> publish(String topic, Envelope message, LongConsumer delivered) {
    ByteString data = UnsafeByteOperations.unsafeWrap(message.toBytes());
    PublishRequest request =
        PublishRequest.newBuilder()
            .setTopic(topic)
            .addMessages(PubsubMessage.newBuilder().setData(data))
            .build();
    CompletableFuture<?> result;
    try {
      result =
          Api.future(clients.pubsub().topics().publishCallable().futureCall(request))
              .thenAccept(
                  response -> {
                    long bytes =
                        Volume.request(Volume.message(data.size(), response.getMessageIds(0)));
                    metering.queueBytes(bytes);
                    delivered.accept(bytes);
                  });
    } catch (RuntimeException e) {
      result = CompletableFuture.failedFuture(e);
    }
    long number = numbers.incrementAndGet();
    underWay.put(number, result);
    var unused = result.whenComplete((none, failure) -> underWay.remove(number));
    return result;
  }

  /** Waits for what is under way, so that it is counted: an answer may be here before. */
  void await() {
    var unused =
        CompletableFuture.allOf(underWay.values().toArray(new CompletableFuture<?>[0]))
            .handle((done, failure) -> true)
            .completeOnTimeout(false, END_SECONDS, TimeUnit.SECONDS)
            .join();
  }
}
