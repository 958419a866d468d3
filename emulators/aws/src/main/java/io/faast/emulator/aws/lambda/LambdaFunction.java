package io.faast.emulator.aws.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A function, or one of its published versions: then its name ends with the number. Guarded by
 * {@link Functions}, but for what never changes.
 */
final class LambdaFunction {
  static final String LATEST = "$LATEST";

  private static final DateTimeFormatter MODIFIED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

  final String name;
  final String arn;
  final Map<String, String> tags = new TreeMap<>();
  FunctionConfig config;
  CodePackage code;
  Instant modified;
  String revision = UUID.randomUUID().toString();
  @Nullable EventConfig events;
  @Nullable Integer reserved;

  /** How often the function is still seen as pending. */
  int pending;

  LambdaFunction(
      String name, String arn, FunctionConfig config, CodePackage code, Instant now, int pending) {
    this.name = name;
    this.arn = arn;
    this.config = config;
    this.code = code;
    this.modified = now;
    this.pending = pending;
  }

  boolean published() {
    return name.contains(":");
  }

  String baseName() {
    return published() ? name.substring(0, name.indexOf(':')) : name;
  }

  String version() {
    return published() ? name.substring(name.indexOf(':') + 1) : LATEST;
  }

  String qualifiedArn() {
    return published() ? arn : arn + ":" + LATEST;
  }

  /** Returns whether instances begin with a snapshot, "Lambda SnapStart" of the developer guide. */
  boolean snapshot() {
    return published() && config.snapStart();
  }

  String state() {
    return pending > 0 ? "Pending" : "Active";
  }

  ObjectNode describe() {
    ObjectNode out = config.asGiven().deepCopy();
    out.put("FunctionName", baseName()).put("FunctionArn", arn).put("Version", version());
    out.put("Description", config.description()).put("Timeout", config.timeoutSeconds());
    out.put("MemorySize", config.memoryMb()).put("PackageType", "Zip");
    out.put("CodeSize", code.size()).put("CodeSha256", code.sha256());
    out.put("LastModified", MODIFIED.format(modified)).put("RevisionId", revision);
    out.put("State", state());
    if (pending > 0) {
      out.put("StateReason", "The function is being created.").put("StateReasonCode", "Creating");
    } else {
      out.put("LastUpdateStatus", "Successful");
    }
    if (out.has("Layers")) {
      JsonNode given = out.get("Layers");
      ArrayNode described = out.putArray("Layers");
      given.forEach(arn -> described.addObject().put("Arn", arn.asText()));
    }
    out.putArray("Architectures").add(config.architecture());
    out.putObject("EphemeralStorage").put("Size", config.storageMb());
    out.putObject("TracingConfig").put("Mode", "PassThrough");
    out.putObject("SnapStart")
        .put("ApplyOn", config.snapStart() ? "PublishedVersions" : "None")
        .put("OptimizationStatus", snapshot() && pending == 0 ? "On" : "Off");
    out.putObject("LoggingConfig").put("LogFormat", "Text").put("LogGroup", config.logGroup());
    if (config.environment().isEmpty()) {
      out.remove("Environment");
    } else {
      out.set("Environment", Json.object().set("Variables", Json.object(config.environment())));
    }
    return out;
  }
}
