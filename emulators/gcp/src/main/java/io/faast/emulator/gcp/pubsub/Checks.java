package io.faast.emulator.gcp.pubsub;

import com.google.pubsub.v1.PubsubMessage;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Status;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Holds requests to the limits of "Pub/Sub quotas and limits" and of the API's reference. */
final class Checks {
  private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9._~+%-]{2,254}");
  private static final Pattern LABEL_KEY = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
  private static final Pattern LABEL_VALUE = Pattern.compile("[a-z0-9_-]{0,63}");
  private static final int MAX_LABELS = 64;
  private static final long MAX_REQUEST = 10_000_000;
  private static final int MAX_MESSAGES = 1_000;
  private static final int MAX_ATTRIBUTES = 100;
  private static final int MAX_KEY = 256;
  private static final int MAX_VALUE = 1_024;

  private Checks() {}

  /** Checks a name such as {@code projects/p/topics/t}. */
  static void name(String name, String project, String kind) {
    String prefix = project + "/" + kind + "/";
    String id = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
    if (!ID.matcher(id).matches() || id.startsWith("goog")) {
      throw invalid("Invalid [" + kind + "] name: (name=" + name + ")");
    }
  }

  static void labels(Map<String, String> labels) {
    labels.forEach(
        (key, value) -> {
          if (!LABEL_KEY.matcher(key).matches() || !LABEL_VALUE.matcher(value).matches()) {
            throw invalid("Invalid label: " + key + "=" + value);
          }
        });
    if (labels.size() > MAX_LABELS) {
      throw invalid("More than " + MAX_LABELS + " labels");
    }
  }

  static void messages(List<PubsubMessage> messages) {
    if (messages.isEmpty()) {
      throw invalid("The value for message_count is too small. You passed 0 in the request.");
    }
    if (messages.size() > MAX_MESSAGES) {
      throw invalid("The value for message_count is too large, the maximum is " + MAX_MESSAGES);
    }
    long size = 0;
    for (PubsubMessage message : messages) {
      message(message);
      size += message.getSerializedSize();
    }
    if (size > MAX_REQUEST) {
      throw invalid(
          "The value for request_size is too large. You passed "
              + size
              + " in the request, but the maximum value is "
              + MAX_REQUEST
              + ".");
    }
  }

  private static void message(PubsubMessage message) {
    if (message.getData().isEmpty() && message.getAttributesCount() == 0) {
      throw invalid(
          "One or more messages in the publish request is empty. Each message must contain either"
              + " non-empty data, or at least one attribute.");
    }
    if (message.getAttributesCount() > MAX_ATTRIBUTES) {
      throw invalid("More than " + MAX_ATTRIBUTES + " attributes");
    }
    message
        .getAttributesMap()
        .forEach(
            (key, value) -> {
              if (key.isEmpty()
                  || key.startsWith("goog")
                  || Sizes.bytes(key) > MAX_KEY
                  || Sizes.bytes(value) > MAX_VALUE) {
                throw invalid("The attribute " + key + " is invalid, too long, or reserved");
              }
            });
    if (!message.getOrderingKey().isEmpty()) {
      throw new ApiException(Status.UNIMPLEMENTED, "The emulator knows no ordering keys");
    }
  }

  static ApiException invalid(String message) {
    return new ApiException(Status.INVALID_ARGUMENT, message);
  }

  static ApiException missing(String name) {
    return new ApiException(
        Status.NOT_FOUND,
        "Resource not found (resource=" + name.substring(name.lastIndexOf('/') + 1) + ").");
  }

  static ApiException exists(String name) {
    return new ApiException(
        Status.ALREADY_EXISTS,
        "Resource already exists in the project (resource="
            + name.substring(name.lastIndexOf('/') + 1)
            + ").");
  }
}
