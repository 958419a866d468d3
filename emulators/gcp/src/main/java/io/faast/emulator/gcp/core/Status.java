package io.faast.emulator.gcp.core;

/** The canonical codes of Google's APIs, and their numbers over HTTP and gRPC. */
public enum Status {
  /** The request is wrong whatever the state. */
  INVALID_ARGUMENT(400, 3),
  /** The state does not allow it. */
  FAILED_PRECONDITION(400, 9),
  /** Nobody who is known calls. */
  UNAUTHENTICATED(401, 16),
  /** The caller may not. */
  PERMISSION_DENIED(403, 7),
  /** It does not exist. */
  NOT_FOUND(404, 5),
  /** It exists already. */
  ALREADY_EXISTS(409, 6),
  /** Somebody else was faster. */
  ABORTED(409, 10),
  /** A quota is used up. */
  RESOURCE_EXHAUSTED(429, 8),
  /** It took too long. */
  DEADLINE_EXCEEDED(504, 4),
  /** A defect of the service. */
  INTERNAL(500, 13),
  /** The emulator does not know this. */
  UNIMPLEMENTED(501, 12),
  /** The service is away for a moment. */
  UNAVAILABLE(503, 14);

  private final int http;
  private final int grpc;

  Status(int http, int grpc) {
    this.http = http;
    this.grpc = grpc;
  }

  /** Returns the HTTP status. */
  public int http() {
    return http;
  }

  /** Returns the number of gRPC's status. */
  public int grpc() {
    return grpc;
  }

  /** Returns the code that a server error of that HTTP status has. */
  public static Status ofServerError(int http) {
    return switch (http) {
      case 503 -> UNAVAILABLE;
      case 504 -> DEADLINE_EXCEEDED;
      default -> INTERNAL;
    };
  }
}
