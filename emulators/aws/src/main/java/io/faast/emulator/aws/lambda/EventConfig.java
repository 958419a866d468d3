package io.faast.emulator.aws.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How asynchronous invocations of a function are handled. */
record EventConfig(
    int retries,
    int maxAgeSeconds,
    @Nullable String onSuccess,
    @Nullable String onFailure,
    Instant modified) {

  /** What holds for a function that was told nothing. */
  static EventConfig defaults(Instant now) {
    return new EventConfig(2, 21_600, null, null, now);
  }

  static EventConfig read(ObjectNode request, Instant now) {
    int retries = request.path("MaximumRetryAttempts").asInt(2);
    int age = request.path("MaximumEventAgeInSeconds").asInt(21_600);
    FunctionConfig.check(
        retries >= 0 && retries <= 2,
        String.valueOf(retries),
        "maximumRetryAttempts",
        "Member must have value less than or equal to 2");
    FunctionConfig.check(
        age >= 60 && age <= 21_600,
        String.valueOf(age),
        "maximumEventAgeInSeconds",
        "Member must have value between 60 and 21600");
    return new EventConfig(
        retries, age, destination(request, "OnSuccess"), destination(request, "OnFailure"), now);
  }

  private static @Nullable String destination(ObjectNode request, String when) {
    String arn = request.path("DestinationConfig").path(when).path("Destination").asText("");
    return arn.isEmpty() ? null : arn;
  }

  ObjectNode describe(String qualifiedArn) {
    ObjectNode out = Json.object().put("FunctionArn", qualifiedArn);
    out.put("LastModified", modified.toEpochMilli() / 1000.0);
    out.put("MaximumRetryAttempts", retries).put("MaximumEventAgeInSeconds", maxAgeSeconds);
    ObjectNode destinations = out.putObject("DestinationConfig");
    ObjectNode success = destinations.putObject("OnSuccess");
    ObjectNode failure = destinations.putObject("OnFailure");
    if (onSuccess != null) {
      success.put("Destination", onSuccess);
    }
    if (onFailure != null) {
      failure.put("Destination", onFailure);
    }
    return out;
  }
}
