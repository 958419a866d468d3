package io.faast.gcp.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * A message as Pub/Sub pushes it.
 *
 * @param envelope its data
 * @param deliveryAttempt 1 when it is delivered for the first time, and more when an earlier
 *     delivery was not answered well; 0 if Pub/Sub does not say
 */
record PushMessage(Envelope envelope, int deliveryAttempt) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The 10 MB of Pub/Sub in Base64, and what is around them. */
  private static final int MAX_BYTES = 16 << 20;

  /**
   * Reads a push's body.
   *
   * @throws IOException if it is none, or larger than Pub/Sub's messages are
   * @throws IllegalArgumentException if the message is no envelope
   */
  static PushMessage read(InputStream in) throws IOException {
    byte[] text = in.readNBytes(MAX_BYTES + 1);
    if (text.length > MAX_BYTES) {
      throw new IOException("the push has more than " + MAX_BYTES + " bytes");
    }
    JsonNode push = JSON.readTree(text);
    JsonNode message = push.path("message");
    if (!message.isObject()) {
      throw new IOException("the request is no push of Pub/Sub: it has no message");
    }
    Envelope envelope = Envelope.parse(ByteBuffer.wrap(data(message)));
    return new PushMessage(envelope, push.path("deliveryAttempt").asInt(0));
  }

  static byte[] data(JsonNode message) throws IOException {
    JsonNode data = message.path("data");
    return data.isTextual() ? data.binaryValue() : new byte[0];
  }
}
