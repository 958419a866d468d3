package io.faast.emulator.core;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request.
 *
 * @param rawPath the path as it was sent, without the query
 * @param rawQuery the query as it was sent, without the question mark; empty without one
 * @param headers by name in lower case; several of a name are joined by commas
 * @param gone completes if who asks goes away before there is an answer
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record Request(
    String method,
    String rawPath,
    String rawQuery,
    Map<String, String> headers,
    byte[] body,
    CompletableFuture<Void> gone) {

  /** Makes a request of somebody who stays. */
  public Request(
      String method, String rawPath, String rawQuery, Map<String, String> headers, byte[] body) {
    this(method, rawPath, rawQuery, headers, body, new CompletableFuture<>());
  }

  /** Returns a header, or null. */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** Returns the segments of the path, decoded, without empty ones at its ends. */
  public List<String> segments() {
    List<String> segments = new ArrayList<>();
    for (String part : rawPath.split("/", -1)) {
      segments.add(decode(part.replace("+", "%2B")));
    }
    segments.remove(0);
    while (!segments.isEmpty() && segments.get(segments.size() - 1).isEmpty()) {
      segments.remove(segments.size() - 1);
    }
    return segments;
  }

  /** Returns the parameters of the query, undecoded, in order. */
  public List<Map.Entry<String, String>> rawParameters() {
    List<Map.Entry<String, String>> parameters = new ArrayList<>();
    if (!rawQuery.isEmpty()) {
      for (String pair : rawQuery.split("&", -1)) {
        int equals = pair.indexOf('=');
        parameters.add(
            equals < 0
                ? Map.entry(pair, "")
                : Map.entry(pair.substring(0, equals), pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  /** Returns a parameter of the query, decoded, or null. */
  public @Nullable String parameter(String name) {
    for (Map.Entry<String, String> pair : rawParameters()) {
      if (decode(pair.getKey()).equals(name)) {
        return decode(pair.getValue());
      }
    }
    return null;
  }

  /** Returns whether the query has a parameter of that name. */
  public boolean asks(String name) {
    return parameter(name) != null;
  }

  /** Returns the body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // not encoded, so it can only match what is named like it
    }
  }
}
