package io.faast.emulator.aws.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Response;
import java.nio.charset.StandardCharsets;

/**
 * The ways in which services speak, as their models in the SDK name them, and how they say no. The
 * codes are those of the pages "Common Errors" of each service's API reference; S3's are those of
 * its page "Error responses".
 */
public enum Protocol {
  /** Lambda. */
  REST_JSON("application/json"),
  /** SQS. */
  JSON_1_0("application/x-amz-json-1.0"),
  /** CloudWatch Logs, and the price list. */
  JSON_1_1("application/x-amz-json-1.1"),
  /** IAM and STS. */
  QUERY("text/xml"),
  /** S3. */
  REST_XML("application/xml");

  private final String contentType;

  Protocol(String contentType) {
    this.contentType = contentType;
  }

  /** Returns a response with a document. */
  public Response answer(int status, byte[] document) {
    return Response.of(status, contentType, document);
  }

  /** Returns a response with a JSON document. */
  public Response answer(int status, ObjectNode document) {
    return answer(status, Json.bytes(document));
  }

  /** Returns a response with an XML document. */
  public Response answer(int status, Xml document) {
    return answer(status, document.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the response that says what is wrong. */
  public Response error(ApiException problem, String requestId) {
    return switch (this) {
      case REST_JSON -> {
        ObjectNode body = Json.object().put("Type", problem.type());
        if (problem.reason() != null) {
          body.put("Reason", problem.reason());
        }
        body.put("Message", problem.message()).put("message", problem.message());
        yield answer(problem.status(), body).with("x-amzn-ErrorType", problem.code());
      }
      case JSON_1_0, JSON_1_1 ->
          answer(
              problem.status(),
              Json.object().put("__type", problem.code()).put("message", problem.message()));
      case QUERY -> {
        Xml body = new Xml("ErrorResponse");
        body.open("Error");
        body.text("Type", problem.status() >= 500 ? "Receiver" : "Sender");
        body.text("Code", problem.code()).text("Message", problem.message());
        body.close().text("RequestId", requestId);
        yield answer(problem.status(), body);
      }
      case REST_XML -> {
        Xml body = new Xml("Error").text("Code", problem.code());
        yield answer(
            problem.status(), body.text("Message", problem.message()).text("RequestId", requestId));
      }
    };
  }

  /** Returns what a service says if it refuses a call for a reason that all of them have. */
  public ApiException refusal(Refusal why, String message) {
    boolean json = this == JSON_1_0 || this == JSON_1_1;
    int forbidden = json ? 400 : 403;
    return switch (why) {
      case UNSIGNED ->
          new ApiException(
              this == REST_XML ? 403 : forbidden,
              this == REST_XML
                  ? "AccessDenied"
                  : this == QUERY
                      ? "MissingAuthenticationToken"
                      : "MissingAuthenticationTokenException",
              message);
      case UNKNOWN_KEY ->
          new ApiException(
              forbidden,
              switch (this) {
                case QUERY -> "InvalidClientTokenId";
                case REST_XML -> "InvalidAccessKeyId";
                default -> "UnrecognizedClientException";
              },
              message);
      case BAD_SIGNATURE ->
          new ApiException(
              forbidden,
              this == QUERY || this == REST_XML
                  ? "SignatureDoesNotMatch"
                  : "InvalidSignatureException",
              message);
      case EXPIRED ->
          new ApiException(
              this == REST_XML ? 400 : forbidden,
              this == QUERY || this == REST_XML ? "ExpiredToken" : "ExpiredTokenException",
              message);
      case DENIED ->
          new ApiException(
              forbidden,
              this == QUERY || this == REST_XML ? "AccessDenied" : "AccessDeniedException",
              message);
      case THROTTLED ->
          switch (this) {
            case REST_JSON ->
                new ApiException(
                    429, "TooManyRequestsException", "Rate Exceeded.", "CallerRateLimitExceeded");
            case REST_XML -> new ApiException(503, "SlowDown", "Please reduce your request rate.");
            case QUERY -> new ApiException(400, "Throttling", "Rate exceeded");
            default -> new ApiException(400, "ThrottlingException", "Rate exceeded");
          };
    };
  }

  /** Returns what a service says if something breaks on its side. */
  public ApiException broken(int status) {
    return new ApiException(
        status,
        switch (this) {
          case REST_JSON -> "ServiceException";
          case REST_XML -> status == 503 ? "ServiceUnavailable" : "InternalError";
          default -> status == 503 ? "ServiceUnavailable" : "InternalFailure";
        },
        "An error occurred and the request cannot be processed.");
  }
}
