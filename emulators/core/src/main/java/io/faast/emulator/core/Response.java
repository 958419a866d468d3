package io.faast.emulator.core;

import java.util.Map;
import java.util.TreeMap;

/** An HTTP response. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares responses
public record Response(int status, Map<String, String> headers, byte[] body) {
  /** Takes a copy of the headers. */
  public Response {
    headers = Map.copyOf(headers);
  }

  /** A response with a content type. */
  public static Response of(int status, String contentType, byte[] body) {
    return new Response(status, Map.of("content-type", contentType), body);
  }

  /** A response without a body. */
  public static Response empty(int status) {
    return new Response(status, Map.of(), new byte[0]);
  }

  /** Returns the same with a header. */
  public Response with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body);
  }
}
