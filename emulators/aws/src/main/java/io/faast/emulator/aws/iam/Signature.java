package io.faast.emulator.aws.iam;

import io.faast.emulator.core.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about who signed it and how, in its header or in its query, after "Create a
 * signed AWS API request" and "Authenticating Requests: Using Query Parameters" of AWS's
 * documentation.
 *
 * @param scope date, region, service and {@code aws4_request}
 * @param validFor how long a presigned URL can be used; null for a header
 */
record Signature(
    String accessKeyId,
    List<String> scope,
    List<String> signedHeaders,
    String value,
    String timestamp,
    @Nullable String token,
    @Nullable Duration validFor) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Returns what a request says, or null if it is not signed, or says it in another way. */
  static @Nullable Signature of(Request request) {
    String header = request.header("authorization");
    if (header != null) {
      return ofHeader(request, header);
    }
    return ALGORITHM.equals(request.parameter("X-Amz-Algorithm")) ? ofQuery(request) : null;
  }

  private static @Nullable Signature ofHeader(Request request, String header) {
    if (!header.startsWith(ALGORITHM + " ")) {
      return null;
    }
    Map<String, String> fields = new TreeMap<>();
    for (String field : header.substring(ALGORITHM.length()).split(",", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals).strip(), field.substring(equals + 1).strip());
      }
    }
    return of(
        fields.get("Credential"),
        fields.get("SignedHeaders"),
        fields.get("Signature"),
        request.header("x-amz-date"),
        request.header("x-amz-security-token"),
        null);
  }

  private static @Nullable Signature ofQuery(Request request) {
    String seconds = request.parameter("X-Amz-Expires");
    if (seconds == null || !seconds.matches("[0-9]{1,6}")) {
      return null;
    }
    return of(
        request.parameter("X-Amz-Credential"),
        request.parameter("X-Amz-SignedHeaders"),
        request.parameter("X-Amz-Signature"),
        request.parameter("X-Amz-Date"),
        request.parameter("X-Amz-Security-Token"),
        Duration.ofSeconds(Long.parseLong(seconds)));
  }

  private static @Nullable Signature of(
      @Nullable String credential,
      @Nullable String signedHeaders,
      @Nullable String value,
      @Nullable String timestamp,
      @Nullable String token,
      @Nullable Duration validFor) {
    if (credential == null || signedHeaders == null || value == null || timestamp == null) {
      return null;
    }
    List<String> parts = List.of(credential.split("/", -1));
    if (parts.size() != 5) {
      return null;
    }
    return new Signature(
        parts.get(0),
        parts.subList(1, 5),
        List.of(signedHeaders.split(";", -1)),
        value,
        timestamp,
        token,
        validFor);
  }

  String region() {
    return scope.get(1);
  }

  String service() {
    return scope.get(2);
  }

  boolean presigned() {
    return validFor != null;
  }

  /** Returns when it was signed, or null if it does not say. */
  @Nullable Instant signedAt() {
    try {
      return TIMESTAMP.parse(timestamp, Instant::from);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Returns the signature that the request should have. */
  String expected(Request request, byte[] key, String payloadHash) {
    String toSign =
        String.join(
            "\n",
            ALGORITHM,
            timestamp,
            String.join("/", scope),
            Hashes.hex(Hashes.sha256(canonical(request, payloadHash))));
    return Hashes.hex(Hashes.hmac(key, toSign));
  }

  /** Returns the key to sign with, which is the same for all requests of a day and a service. */
  byte[] key(String secret) {
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope) {
      key = Hashes.hmac(key, part);
    }
    return key;
  }

  private byte[] canonical(Request request, String payloadHash) {
    StringBuilder headers = new StringBuilder();
    for (String name : signedHeaders) {
      String value = request.header(name);
      String text = value == null ? "" : value.strip();
      while (text.contains("  ")) {
        text = text.replace("  ", " ");
      }
      headers.append(name).append(':').append(text).append('\n');
    }
    return String.join(
            "\n",
            request.method(),
            path(request),
            query(request),
            headers,
            String.join(";", signedHeaders),
            payloadHash)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** S3 signs a path as it is sent, the others encode it once more. */
  private String path(Request request) {
    if (service().equals("s3")) {
      return request.rawPath();
    }
    return Hashes.uriEncodePath(request.rawPath());
  }

  private static String query(Request request) {
    List<String> pairs = new ArrayList<>();
    for (Map.Entry<String, String> pair : request.rawParameters()) {
      if (!pair.getKey().equals("X-Amz-Signature")) {
        pairs.add(reencode(pair.getKey()) + "=" + reencode(pair.getValue()));
      }
    }
    Collections.sort(pairs);
    return String.join("&", pairs);
  }

  private static String reencode(String raw) {
    return Hashes.uriEncode(URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8));
  }
}
