package io.faast.gcp;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PubsubMessage;
import io.faast.gcp.worker.Envelope;
import io.faast.gcp.worker.Volume;
import java.util.concurrent.CompletableFuture;

/** Publishes messages one by one, and never twice. Thread-safe. */
final class Publishing {
  private final Clients clients;
  private final Metering metering;

  Publishing(Clients clients, Metering metering) {
    this.clients = clients;
    this.metering = metering;
  }

  /** Publishes a message; returns as how many bytes its delivery is billed, too. */
  CompletableFuture<Long> publish(String topic, Envelope message) {
    ByteString data = UnsafeByteOperations.unsafeWrap(message.toBytes());
    PublishRequest request =
        PublishRequest.newBuilder()
            .setTopic(topic)
            .addMessages(PubsubMessage.newBuilder().setData(data))
            .build();
    CompletableFuture<Long> result;
    try {
      result =
          Api.future(clients.pubsub().topics().publishCallable().futureCall(request))
              .thenApply(
                  response -> {
                    long bytes =
                        Volume.request(Volume.message(data.size(), response.getMessageIds(0)));
                    metering.queueBytes(bytes);
                    return bytes;
                  });
    } catch (RuntimeException e) {
      result = CompletableFuture.failedFuture(e);
    }
    return result;
  }
}
