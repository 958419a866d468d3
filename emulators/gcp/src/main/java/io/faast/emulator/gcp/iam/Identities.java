package io.faast.emulator.gcp.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.gcp.core.Caller;
import io.faast.emulator.gcp.core.Place;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Gives out tokens, and knows whose they are. Thread-safe. */
public final class Identities {
  /** For how long a token holds unless somebody asks for less. */
  public static final Duration LIFETIME = Duration.ofHours(1);

  private final SecureRandom random = new SecureRandom();
  private final SigningKey google = new SigningKey();
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();
  private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
  private final Place place;
  private final ServiceAccounts accounts;
  private final Policies policies;

  /**
   * A token that was given out.
   *
   * @param audience null for an access token
   */
  private record Token(String member, Instant expires, boolean inside, @Nullable String audience) {}

  /** Knows nobody by a token yet. */
  public Identities(Place place, ServiceAccounts accounts, Policies policies) {
    this.place = place;
    this.accounts = accounts;
    this.policies = policies;
  }

  /** Returns somebody by the name that policies have for them. */
  public Caller caller(String member) {
    return new Caller(member, false, wanted -> policies.allows(member, wanted));
  }

  /** Returns a new access token of a member. */
  public String accessToken(String member, Duration lifetime, boolean inside) {
    return issue("ya29." + letters(40), member, lifetime, inside, null);
  }

  /** Returns a new ID token of a member for an audience. */
  public String idToken(String member, String audience) {
    Instant now = place.clock().instant();
    String email = member.substring(member.indexOf(':') + 1);
    String subject =
        accounts.find(email).map(ServiceAccount::uniqueId).orElse("1" + email.hashCode());
    ObjectNode claims = Json.object().put("iss", "https://accounts.google.com");
    claims.put("aud", audience).put("sub", subject).put("azp", subject);
    claims.put("email", email).put("email_verified", true).put("jti", letters(8));
    claims.put("iat", now.getEpochSecond()).put("exp", now.plus(LIFETIME).getEpochSecond());
    return issue(Jwt.sign(claims, google), member, LIFETIME, false, audience);
  }

  /** Returns a new refresh token of a member. */
  public String refreshToken(String member) {
    String token = "1//" + letters(30);
    refreshTokens.put(token, member);
    return token;
  }

  /** Returns whose refresh token it is, or null. */
  @Nullable String refreshed(String refreshToken) {
    return refreshTokens.get(refreshToken);
  }

  /** Lets all tokens of a member be unknown from now on, as if they had expired. */
  public void expire(String member) {
    tokens.values().removeIf(token -> token.member.equals(member));
  }

  private String issue(
      String text, String member, Duration lifetime, boolean inside, @Nullable String audience) {
    tokens.put(text, new Token(member, place.clock().instant().plus(lifetime), inside, audience));
    return text;
  }

  /** Returns whose access token it is; null if nobody's, or not any more. */
  public @Nullable Caller byAccessToken(String text) {
    Token token = valid(text);
    if (token != null) {
      return token.audience == null ? caller(token) : null;
    }
    Jwt jwt = Jwt.read(text);
    return jwt == null ? null : bySelfSigned(jwt);
  }

  /** Returns whose ID token it is; null if nobody's, not any more, or for somebody else. */
  public @Nullable Caller byIdToken(String text, String audience) {
    Token token = valid(text);
    return token != null && audience.equals(token.audience) ? caller(token) : null;
  }

  private Caller caller(Token token) {
    Caller caller = caller(token.member);
    return token.inside ? caller.asInside() : caller;
  }

  private @Nullable Token valid(String text) {
    Token token = tokens.get(text);
    if (token == null
        || !place.clock().instant().isBefore(token.expires)
        || (token.member.startsWith("serviceAccount:") && gone(token.member))) {
      return null;
    }
    return token;
  }

  private boolean gone(String member) {
    String email = member.substring(member.indexOf(':') + 1);
    return !email.startsWith("service-" + place.number()) && accounts.find(email).isEmpty();
  }

  /** Accounts with a key may sign for themselves: "Service account authorization without OAuth". */
  private @Nullable Caller bySelfSigned(Jwt jwt) {
    String email = signer(jwt);
    return email == null ? null : caller("serviceAccount:" + email);
  }

  /** Returns the account whose key signed a token that holds now; null if there is none. */
  @Nullable String signer(Jwt jwt) {
    String email = jwt.claim("iss");
    boolean holds = jwt.claims().path("exp").asLong() > place.clock().instant().getEpochSecond();
    return holds
            && accounts
                .key(email)
                .filter(key -> key.made(jwt.signature(), jwt.signed()))
                .isPresent()
        ? email
        : null;
  }

  private String letters(int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }
}
