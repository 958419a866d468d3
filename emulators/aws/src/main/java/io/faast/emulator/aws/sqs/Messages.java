package io.faast.emulator.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/** What is in requests and answers, as far as it is billed or made up here. */
final class Messages {
  private Messages() {}

  /** Returns the payload of what is sent: bodies, and attributes with their names and types. */
  static long sent(ObjectNode request) {
    if (!request.has("Entries")) {
      return size(request.path("MessageBody"), request.path("MessageAttributes"));
    }
    long total = 0;
    for (JsonNode entry : request.path("Entries")) {
      total += size(entry.path("MessageBody"), entry.path("MessageAttributes"));
    }
    return total;
  }

  /** Returns the payload of what was received. */
  static long received(ObjectNode answer) {
    long total = 0;
    for (JsonNode message : answer.path("Messages")) {
      total += size(message.path("Body"), message.path("MessageAttributes"));
    }
    return total;
  }

  private static long size(JsonNode body, JsonNode attributes) {
    long total = bytes(body.asText(""));
    for (Map.Entry<String, JsonNode> each : attributes.properties()) {
      total += bytes(each.getKey()) + bytes(each.getValue().path("DataType").asText(""));
      total += bytes(each.getValue().path("StringValue").asText(""));
      total += each.getValue().path("BinaryValue").asText("").length() * 3L / 4;
    }
    return total;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Returns what SQS answers to a message that it has taken. */
  static ObjectNode accepted(ObjectNode request) {
    if (!request.has("Entries")) {
      return accepted(request.path("MessageBody").asText(""));
    }
    ObjectNode answer = Json.object();
    ArrayNode successful = answer.putArray("Successful");
    for (JsonNode entry : request.path("Entries")) {
      successful.add(
          accepted(entry.path("MessageBody").asText("")).put("Id", entry.path("Id").asText()));
    }
    return answer;
  }

  private static ObjectNode accepted(String body) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));
      return Json.object()
          .put("MessageId", UUID.randomUUID().toString())
          .put("MD5OfMessageBody", HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
