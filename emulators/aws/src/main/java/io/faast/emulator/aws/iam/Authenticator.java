package io.faast.emulator.aws.iam;

import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Caller;
import io.faast.emulator.aws.core.Place;
import io.faast.emulator.aws.core.Protocol;
import io.faast.emulator.aws.core.Refusal;
import io.faast.emulator.core.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who signed a request, and holds the signature to the request. How old a header's
 * signature is does not matter here, so that a test may move the emulator's clock.
 */
public final class Authenticator {
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  /** These have one endpoint for all regions, and sign for this one. */
  private static final Set<String> GLOBAL = Set.of("iam", "sts", "pricing");

  private final Identities identities;
  private final Place place;

  /** Keys to sign with, which cost more to derive than to use. */
  private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

  /** Knows those who are, or will be, in {@code identities}. */
  public Authenticator(Identities identities, Place place) {
    this.identities = identities;
    this.place = place;
  }

  /** Returns the service that a request is signed for, if it is signed at all. */
  public static Optional<String> service(Request request) {
    return Optional.ofNullable(Signature.of(request)).map(Signature::service);
  }

  /** Returns whether a request is signed in its query. */
  public static boolean presigned(Request request) {
    return request.header("authorization") == null && request.asks("X-Amz-Algorithm");
  }

  /**
   * Returns who signed.
   *
   * @throws ApiException in the words of {@code protocol}, if nobody did who is known here
   */
  public Caller caller(Request request, Protocol protocol) {
    Signature signature = Signature.of(request);
    if (signature == null) {
      throw protocol.refusal(Refusal.UNSIGNED, "Missing Authentication Token");
    }
    Identities.Key key = identities.find(signature.accessKeyId());
    String token = key == null ? null : key.credentials().sessionToken();
    if (key == null || (token != null && !same(token, signature.token()))) {
      throw protocol.refusal(
          Refusal.UNKNOWN_KEY, "The security token included in the request is invalid.");
    }
    if (key.expires() != null && !place.clock().instant().isBefore(key.expires())) {
      throw protocol.refusal(
          Refusal.EXPIRED, "The security token included in the request is expired");
    }
    if (!signature.region().equals(place.region())
        && !(GLOBAL.contains(signature.service()) && signature.region().equals("us-east-1"))) {
      throw protocol.refusal(
          Refusal.BAD_SIGNATURE,
          "Credential should be scoped to a valid region. (There is only " + place.region() + ".)");
    }
    String secret = key.credentials().secretAccessKey();
    byte[] signing =
        keys.computeIfAbsent(
            String.join("/", signature.scope()) + "/" + secret, scope -> signature.key(secret));
    if (!same(
        signature.expected(request, signing, payloadHash(request, signature, protocol)),
        signature.value())) {
      throw protocol.refusal(
          Refusal.BAD_SIGNATURE,
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method. Consult the service documentation"
              + " for details.");
    }
    checkAge(signature, protocol);
    return signature.presigned() ? key.caller().asInside() : key.caller();
  }

  private void checkAge(Signature signature, Protocol protocol) {
    if (signature.validFor() == null) {
      return;
    }
    Instant signedAt = signature.signedAt();
    if (signedAt == null || signedAt.plus(signature.validFor()).isBefore(place.clock().instant())) {
      throw protocol.refusal(Refusal.DENIED, "Request has expired");
    }
  }

  private static String payloadHash(Request request, Signature signature, Protocol protocol) {
    if (signature.presigned()) {
      return UNSIGNED;
    }
    String said = request.header("x-amz-content-sha256");
    if (said != null && (said.equals(UNSIGNED) || said.startsWith("STREAMING-"))) {
      return said;
    }
    String hash = Hashes.hex(Hashes.sha256(request.body()));
    if (said != null && !said.equals(hash)) {
      throw protocol.refusal(
          Refusal.BAD_SIGNATURE,
          "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
    return hash;
  }

  private static boolean same(String one, @Nullable String other) {
    return other != null
        && MessageDigest.isEqual(
            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
