package io.faast.aws.worker;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as AWS asks for (Signature Version 4). Thread-safe. */
public final class SigV4 {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final HexFormat HEX = HexFormat.of();

  private final String accessKey;
  private final String secretKey;
  private final String region;
  private final String service;
  private String keyDate = "";
  private byte[] key = {};

  /** Signs with these credentials, for one service of one region. */
  public SigV4(String accessKey, String secretKey, String region, String service) {
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.region = region;
    this.service = service;
  }

  /**
   * Returns the value of the {@code Authorization} header for a POST to {@code /}.
   *
   * @param headers all headers that are signed, by their name in lower case
   * @param time such as {@code 20250102T030405Z}, also to be sent as {@code x-amz-date}
   */
  String authorization(SortedMap<String, String> headers, String time, byte[] body) {
    StringBuilder canonical = new StringBuilder("POST\n/\n\n");
    StringBuilder names = new StringBuilder();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      canonical.append(header.getKey()).append(':').append(header.getValue()).append('\n');
      names.append(names.length() == 0 ? "" : ";").append(header.getKey());
    }
    canonical.append('\n').append(names).append('\n').append(hash(body));
    return authorization(names.toString(), canonical.toString(), time);
  }

  /**
   * Returns the value of the {@code Authorization} header.
   *
   * @param names of the headers that are signed, in lower case, sorted, with semicolons in between
   * @param canonical the request as AWS's rules write it
   * @param time such as {@code 20250102T030405Z}, also to be sent as {@code x-amz-date}
   */
  public String authorization(String names, String canonical, String time) {
    return ALGORITHM
        + " Credential="
        + accessKey
        + "/"
        + scope(time)
        + ", SignedHeaders="
        + names
        + ", Signature="
        + signature(canonical, time);
  }

  /** Returns the SHA-256 of a request's body, in hexadecimal. */
  public static String hash(byte[] body) {
    return HEX.formatHex(sha256(body));
  }

  /** Returns what a signature is good for: date, region and service. */
  public String scope(String time) {
    return String.join("/", time.substring(0, 8), region, service, "aws4_request");
  }

  /**
   * Returns the signature of a request.
   *
   * @param canonical the request as AWS's rules write it
   * @param time such as {@code 20250102T030405Z}
   */
  public String signature(String canonical, String time) {
    String text =
        String.join("\n", ALGORITHM, time, scope(time), HEX.formatHex(sha256(bytes(canonical))));
    return HEX.formatHex(hmac(key(time.substring(0, 8)), text));
  }

  private synchronized byte[] key(String date) {
    if (!date.equals(keyDate)) {
      byte[] ofDate = hmac(bytes("AWS4" + secretKey), date);
      key = hmac(hmac(hmac(ofDate, region), service), "aws4_request");
      keyDate = date;
    }
    return key;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
