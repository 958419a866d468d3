package io.faast.emulator.gcp.iam;

import io.faast.emulator.core.Request;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Caller;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Status;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes and checks signatures of the V4 process: "Canonical requests" and "Signatures". */
public final class SignedUrls {
  private static final String ALGORITHM = "GOOG4-RSA-SHA256";
  private static final String SIGNATURE = "X-Goog-Signature";
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Place place;
  private final Identities identities;
  private final ServiceAccounts accounts;

  /** Signs and checks with the accounts' keys. */
  public SignedUrls(Place place, Identities identities, ServiceAccounts accounts) {
    this.place = place;
    this.identities = identities;
    this.accounts = accounts;
  }

  /** Returns whether a request is signed in its query. */
  public static boolean isSigned(Request request) {
    return request.asks(SIGNATURE);
  }

  /**
   * Returns the account that signed a request.
   *
   * @throws ApiException if none did, or the signature has expired
   */
  public Caller caller(Request request) {
    String credential = given(request, "X-Goog-Credential");
    int slash = credential.indexOf('/');
    String date = given(request, "X-Goog-Date");
    checkAge(date, given(request, "X-Goog-Expires"));
    if (slash < 0 || !given(request, "X-Goog-Algorithm").equals(ALGORITHM)) {
      throw refused("The signature is not one of " + ALGORITHM);
    }
    String email = credential.substring(0, slash);
    byte[] wanted = toSign(date, credential.substring(slash + 1), canonical(request));
    boolean good =
        accounts
            .key(email)
            .filter(key -> key.made(signature(given(request, SIGNATURE)), wanted))
            .isPresent();
    if (!good) {
      throw refused(
          "The request signature we calculated does not match the signature you provided. Check"
              + " your Google secret key and signing method.");
    }
    return identities.caller("serviceAccount:" + email).asInside();
  }

  /**
   * Returns a URL that lets whoever has it do one thing, as {@code email}, for some time.
   *
   * @param headers what the request must carry besides, names in lower case
   */
  public URI sign(
      String email,
      String method,
      URI endpoint,
      String path,
      Duration life,
      Map<String, String> headers) {
    String date = TIME.format(place.clock().instant());
    String scope = date.substring(0, 8) + "/auto/storage/goog4_request";
    Map<String, String> signed = new TreeMap<>(headers);
    signed.put("host", endpoint.getAuthority());
    Map<String, String> query = new TreeMap<>();
    query.put("X-Goog-Algorithm", ALGORITHM);
    query.put("X-Goog-Credential", email + "/" + scope);
    query.put("X-Goog-Date", date);
    query.put("X-Goog-Expires", String.valueOf(life.toSeconds()));
    query.put("X-Goog-SignedHeaders", String.join(";", signed.keySet()));
    String asked =
        query.entrySet().stream()
            .map(each -> each.getKey() + "=" + encode(each.getValue()))
            .collect(Collectors.joining("&"));
    String canonical = canonical(method, path, asked, signed, "UNSIGNED-PAYLOAD");
    byte[] signature =
        accounts
            .key(email)
            .orElseThrow(() -> ServiceAccounts.missing(email))
            .sign(toSign(date, scope, canonical));
    return URI.create(
        endpoint
            + path
            + "?"
            + asked
            + "&"
            + SIGNATURE
            + "="
            + HexFormat.of().formatHex(signature));
  }

  private void checkAge(String date, String seconds) {
    try {
      Instant from = TIME.parse(date, Instant::from);
      Duration life = Duration.ofSeconds(Long.parseLong(seconds));
      if (life.compareTo(LONGEST) <= 0 && place.clock().instant().isBefore(from.plus(life))) {
        return;
      }
    } catch (DateTimeParseException | NumberFormatException e) {
      throw refused("Malformed date: " + e.getMessage());
    }
    throw refused("Invalid argument or expired request.");
  }

  private static String canonical(Request request) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : given(request, "X-Goog-SignedHeaders").split(";", -1)) {
      String value = request.header(name);
      if (value == null) {
        throw refused("The signed header " + name + " is missing");
      }
      headers.put(name, value.strip().replaceAll(" +", " "));
    }
    String query =
        request.rawParameters().stream()
            .filter(each -> !each.getKey().equals(SIGNATURE))
            .map(each -> each.getKey() + "=" + each.getValue())
            .sorted()
            .collect(Collectors.joining("&"));
    return canonical(
        request.method(),
        request.rawPath(),
        query,
        headers,
        headers.getOrDefault("x-goog-content-sha256", "UNSIGNED-PAYLOAD"));
  }

  private static String canonical(
      String method, String path, String query, Map<String, String> headers, String payload) {
    String lines =
        headers.entrySet().stream()
            .map(each -> each.getKey() + ":" + each.getValue() + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n", List.of(method, path, query, lines, String.join(";", headers.keySet()), payload));
  }

  private static byte[] toSign(String date, String scope, String canonical) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return String.join("\n", ALGORITHM, date, scope, HexFormat.of().formatHex(hash))
          .getBytes(StandardCharsets.UTF_8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] signature(String hex) {
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      throw refused("The signature is not in hexadecimal");
    }
  }

  private static String given(Request request, String name) {
    String value = request.parameter(name);
    if (value == null) {
      throw refused("The query lacks " + name);
    }
    return value;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static ApiException refused(String message) {
    return new ApiException(Status.PERMISSION_DENIED, message);
  }
}
