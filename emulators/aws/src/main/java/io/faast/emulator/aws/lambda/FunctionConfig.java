package io.faast.emulator.aws.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.core.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The settings of a function, held to the limits of "Lambda quotas" and of CreateFunction's page in
 * the API reference.
 */
record FunctionConfig(
    String runtime,
    String role,
    String handler,
    String description,
    int timeoutSeconds,
    int memoryMb,
    Map<String, String> environment,
    String architecture,
    int storageMb,
    String logGroup,
    JsonNode asGiven) {
  private static final Set<String> RUNTIMES =
      Set.of("java8.al2", "java11", "java17", "java21", "java25");
  private static final int ENVIRONMENT_BYTES = 4 << 10;

  /** "Defined runtime environment variables" of the developer guide lists these as reserved. */
  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_DEFAULT_REGION",
          "AWS_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_LAMBDA_RUNTIME_API",
          "LAMBDA_TASK_ROOT",
          "LAMBDA_RUNTIME_DIR");

  /** Reads a request over what there is already: {@code base} holds what it does not say. */
  static FunctionConfig read(String name, ObjectNode base, ObjectNode request) {
    ObjectNode all = base.deepCopy();
    all.setAll(request);
    all.remove(List.of("Code", "ZipFile", "Publish", "Tags", "FunctionName"));
    String runtime = required(all, "Runtime");
    String role = required(all, "Role");
    String handler = required(all, "Handler");
    int timeout = all.path("Timeout").asInt(3);
    int memory = all.path("MemorySize").asInt(128);
    int storage = all.path("EphemeralStorage").path("Size").asInt(512);
    if (!RUNTIMES.contains(runtime)) {
      throw invalid(
          "Value "
              + runtime
              + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: "
              + RUNTIMES.stream().sorted().toList()
              + " or be a valid ARN");
    }
    check(
        role.matches("arn:aws:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+"),
        role,
        "role",
        "regular expression pattern");
    check(handler.matches("[^\\s]{1,128}"), handler, "handler", "regular expression pattern");
    range(timeout, 1, 900, "timeout");
    range(memory, 128, 10_240, "memorySize");
    range(storage, 512, 10_240, "ephemeralStorage.size");
    Map<String, String> environment = Json.strings(all.path("Environment").path("Variables"));
    check(environment);
    List<String> architectures = new ArrayList<>();
    all.path("Architectures").forEach(each -> architectures.add(each.asText()));
    String architecture = architectures.isEmpty() ? "x86_64" : architectures.get(0);
    check(
        architectures.size() <= 1 && Set.of("x86_64", "arm64").contains(architecture),
        architectures.toString(),
        "architectures",
        "enum value set");
    unsupported(all);
    return new FunctionConfig(
        runtime,
        role,
        handler,
        all.path("Description").asText(""),
        timeout,
        memory,
        environment,
        architecture,
        storage,
        all.path("LoggingConfig").path("LogGroup").asText("/aws/lambda/" + name),
        all);
  }

  boolean snapStart() {
    return asGiven.path("SnapStart").path("ApplyOn").asText("").equals("PublishedVersions");
  }

  boolean arm() {
    return architecture.equals("arm64");
  }

  private static void check(Map<String, String> environment) {
    List<String> reserved =
        environment.keySet().stream().filter(RESERVED::contains).sorted().toList();
    if (!reserved.isEmpty()) {
      throw invalid(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided contains reserved keys that are currently not"
              + " supported for modification. Reserved keys used in this request: "
              + String.join(", ", reserved));
    }
    environment
        .keySet()
        .forEach(
            key ->
                check(
                    key.matches("[a-zA-Z]([a-zA-Z0-9_])+"),
                    key,
                    "environment.variables",
                    "regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+"));
    String measured = new String(Json.bytes(Json.object(environment)), StandardCharsets.UTF_8);
    if (measured.getBytes(StandardCharsets.UTF_8).length > ENVIRONMENT_BYTES) {
      throw invalid(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided exceeded the 4KB limit.");
    }
  }

  /** What would change how a function runs, and is not emulated, is refused rather than ignored. */
  private static void unsupported(ObjectNode all) {
    if (!all.path("PackageType").asText("Zip").equals("Zip")) {
      throw invalid("The emulator runs zip archives only.");
    }
    if (all.path("LoggingConfig").path("LogFormat").asText("Text").equals("JSON")) {
      throw invalid("The emulator logs as text only.");
    }
    String snapshots = all.path("SnapStart").path("ApplyOn").asText("None");
    check(
        Set.of("None", "PublishedVersions").contains(snapshots),
        snapshots,
        "snapStart.applyOn",
        "enum value set: [PublishedVersions, None]");
    if (!snapshots.equals("None") && all.path("EphemeralStorage").path("Size").asInt(512) > 512) {
      throw invalid("SnapStart does not support ephemeral storage greater than 512 MB.");
    }
  }

  private static String required(ObjectNode all, String field) {
    String value = all.path(field).asText("");
    check(
        !value.isEmpty(),
        "null",
        field.substring(0, 1).toLowerCase(Locale.ROOT) + field.substring(1),
        "Member must not be null");
    return value;
  }

  private static void range(int value, int from, int to, String what) {
    check(
        value >= from && value <= to,
        String.valueOf(value),
        what,
        value < from
            ? "Member must have value greater than or equal to " + from
            : "Member must have value less than or equal to " + to);
  }

  static void check(boolean holds, String value, String what, String constraint) {
    if (!holds) {
      throw new ApiException(
          400,
          "ValidationException",
          "1 validation error detected: Value '"
              + value
              + "' at '"
              + what
              + "' failed to satisfy constraint: "
              + (constraint.startsWith("Member")
                  ? constraint
                  : "Member must satisfy " + constraint));
    }
  }

  static ApiException invalid(String message) {
    return new ApiException(400, "InvalidParameterValueException", message);
  }
}
