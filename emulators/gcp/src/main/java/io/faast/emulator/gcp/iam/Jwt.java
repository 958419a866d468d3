package io.faast.emulator.gcp.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A JSON Web Token signed with RS256. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares tokens
record Jwt(ObjectNode header, ObjectNode claims, byte[] signed, byte[] signature) {
  /** Signs claims, and returns the compact form. */
  static String sign(ObjectNode claims, SigningKey key) {
    ObjectNode header = Json.object().put("alg", "RS256").put("typ", "JWT").put("kid", key.id());
    String signed = part(Json.bytes(header)) + "." + part(Json.bytes(claims));
    return signed + "." + part(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Reads the compact form; null if it is none. */
  static @Nullable Jwt read(String compact) {
    String[] parts = compact.split("\\.", -1);
    if (parts.length != 3) {
      return null;
    }
    try {
      return new Jwt(
          Json.read(Base64.getUrlDecoder().decode(parts[0])),
          Json.read(Base64.getUrlDecoder().decode(parts[1])),
          (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
          Base64.getUrlDecoder().decode(parts[2]));
    } catch (IllegalArgumentException | Json.Malformed e) {
      return null;
    }
  }

  /** Returns a claim as text; empty without it. */
  String claim(String name) {
    return claims.path(name).asText("");
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
