package io.faast.emulator.gcp.pubsub;

import com.google.pubsub.v1.PubsubMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What messages come to on the bill: "Pub/Sub pricing", message volume calculation. */
final class Sizes {
  private static final int TIMESTAMP = 20;

  private Sizes() {}

  static long of(PubsubMessage message) {
    long size = 0L + message.getData().size() + TIMESTAMP + bytes(message.getMessageId());
    for (Map.Entry<String, String> attribute : message.getAttributesMap().entrySet()) {
      size += 0L + bytes(attribute.getKey()) + bytes(attribute.getValue());
    }
    return size;
  }

  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
