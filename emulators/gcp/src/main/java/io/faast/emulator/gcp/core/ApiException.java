package io.faast.emulator.gcp.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Response;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer of a service that says no, in the service's words. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Status status;
  private final int http;
  private final String message;

  /** What the error details say why, such as IAM_PERMISSION_DENIED; and of what. */
  private final @Nullable String reason;

  @SuppressWarnings("serial") // nobody serialises it
  private final Map<String, String> metadata;

  /** Makes one. */
  public ApiException(Status status, String message) {
    this(status, status.http(), message, null, Map.of());
  }

  /** Makes one whose HTTP status is not the one that its code usually has. */
  public ApiException(Status status, int http, String message) {
    this(status, http, message, null, Map.of());
  }

  private ApiException(
      Status status,
      int http,
      String message,
      @Nullable String reason,
      Map<String, String> metadata) {
    super(message, null, false, false);
    this.status = status;
    this.http = http;
    this.message = message;
    this.reason = reason;
    this.metadata = metadata;
  }

  /** Makes a refusal for want of a permission, with the details that most services add. */
  public static ApiException denied(String message, Permission needed) {
    return new ApiException(
        Status.PERMISSION_DENIED,
        Status.PERMISSION_DENIED.http(),
        message,
        "IAM_PERMISSION_DENIED",
        Map.of("permission", needed.name(), "resource", needed.resource()));
  }

  /** Returns the canonical code. */
  public Status status() {
    return status;
  }

  /** Returns the HTTP status. */
  public int http() {
    return http;
  }

  /** Returns what the service says. */
  public String message() {
    return message;
  }

  /** Returns what its details say why. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /** Returns what its details say of what. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** Returns the answer over HTTP, as JSON APIs give it. */
  public Response response() {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error").put("code", http).put("message", message);
    error
        .putArray("errors")
        .addObject()
        .put("message", message)
        .put("domain", "global")
        .put("reason", legacyReason());
    error.put("status", status.name());
    if (reason != null) {
      ObjectNode detail = error.putArray("details").addObject();
      detail.put("@type", "type.googleapis.com/google.rpc.ErrorInfo").put("reason", reason);
      detail.put("domain", "iam.googleapis.com").set("metadata", Json.object(metadata));
    }
    Response response = Answer.json(http, body);
    return http == 401 ? response.with("www-authenticate", "Bearer realm=\"emulator\"") : response;
  }

  private String legacyReason() {
    return switch (http) {
      case 401 -> "authError";
      case 403 -> "forbidden";
      case 404 -> "notFound";
      case 409 -> "conflict";
      case 412 -> "conditionNotMet";
      case 429 -> "rateLimitExceeded";
      case 500 -> "internalError";
      case 503 -> "backendError";
      default -> http == 400 ? "badRequest" : status.name().toLowerCase(Locale.ROOT);
    };
  }
}
