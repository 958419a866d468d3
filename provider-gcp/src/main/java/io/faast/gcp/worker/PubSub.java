package io.faast.gcp.worker;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The few requests to Pub/Sub that a function makes. Thread-safe. */
final class PubSub {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_TYPE = "application/json; charset=utf-8";
  private static final int ANSWER_MILLIS = 15_000;

  /** Pub/Sub answers a pull that brings nothing after a minute and a half at most. */
  private static final int PULL_MILLIS = 100_000;

  private static final int MAX_ANSWER = 16 << 20;
  private static final int PULLED = 10;

  private final Rest rest;
  private final String base;

  PubSub(Rest rest, String base) {
    this.rest = rest;
    this.base = base + "/v1/";
  }

  static PubSub fromEnvironment(Map<String, String> environment, Rest rest) {
    return new PubSub(
        rest, environment.getOrDefault(Settings.PUBSUB, "https://pubsub.googleapis.com"));
  }

  /** A message, and what acknowledges it. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Pulled(String ackId, byte[] data) {}

  /** What a pull brought, and as how many bytes it is billed. */
  record Pull(List<Pulled> messages, long billedBytes) {}

  /** Publishes one message; tries again what may pass, so that it may come twice. */
  void publish(String topic, Envelope message) throws IOException {
    byte[] data = message.toBytes();
    ByteArrayOutputStream text = new ByteArrayOutputStream(data.length / 3 * 4 + 64);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("messages");
      json.writeStartObject();
      json.writeBinaryField("data", data);
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
    byte[] body = text.toByteArray();
    JsonNode unused =
        Pause.between(
            () ->
                rest.post(
                    "Publishing to " + topic,
                    base + topic + ":publish",
                    JSON_TYPE,
                    body,
                    ANSWER_MILLIS,
                    connection -> {},
                    PubSub::read));
  }

  /** Waits for messages, once, for as long as Pub/Sub lets one wait. */
  Pull pull(String subscription, Consumer<HttpURLConnection> open) throws IOException {
    JsonNode answer =
        rest.post(
            "Pulling from " + subscription,
            base + subscription + ":pull",
            JSON_TYPE,
            JSON.writeValueAsBytes(Map.of("maxMessages", PULLED)),
            PULL_MILLIS,
            open,
            PubSub::read);
    List<Pulled> pulled = new ArrayList<>();
    long volume = 0;
    for (JsonNode received : answer.path("receivedMessages")) {
      JsonNode message = received.path("message");
      byte[] data = PushMessage.data(message);
      volume += Volume.message(data.length, message.path("messageId").asText(""));
      pulled.add(new Pulled(received.path("ackId").asText(""), data));
    }
    return new Pull(pulled, Volume.request(volume));
  }

  /** Gives messages up that were pulled. */
  void acknowledge(String subscription, List<String> ackIds) throws IOException {
    JsonNode unused =
        rest.post(
            "Acknowledging to " + subscription,
            base + subscription + ":acknowledge",
            JSON_TYPE,
            JSON.writeValueAsBytes(Map.of("ackIds", ackIds)),
            ANSWER_MILLIS,
            connection -> {},
            PubSub::read);
  }

  private static JsonNode read(InputStream in) throws IOException {
    return JSON.readTree(in.readNBytes(MAX_ANSWER));
  }
}
