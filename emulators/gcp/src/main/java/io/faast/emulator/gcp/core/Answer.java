package io.faast.emulator.gcp.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Response;

/** Answers of JSON APIs. */
public final class Answer {
  private static final String JSON = "application/json; charset=UTF-8";

  private Answer() {}

  /** A document, with status 200. */
  public static Response json(JsonNode body) {
    return json(200, body);
  }

  /** A document with that status. */
  public static Response json(int status, JsonNode body) {
    return Response.of(status, JSON, Json.bytes(body));
  }
}
