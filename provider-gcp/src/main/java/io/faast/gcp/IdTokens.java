package io.faast.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.auth.oauth2.IdToken;
import com.google.auth.oauth2.IdTokenProvider;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the token that calls of one function carry. It is used until shortly before it expires,
 * and asked for once, however many calls wait for it. Thread-safe.
 */
final class IdTokens {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IAM = "iamcredentials.googleapis.com";

  /** A token is renewed so long before its end, while the old one still serves. */
  private static final Duration EARLY = Duration.ofMinutes(5);

  /** The clocks of both sides may differ by this. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  private final Clients clients;
  private final Caller caller;
  private final String audience;
  private final Clock clock;
  private @Nullable Token current;
  private @Nullable CompletableFuture<Token> renewal;

  IdTokens(Clients clients, Caller caller, String audience, Clock clock) {
    this.clients = clients;
    this.caller = caller;
    this.audience = audience;
    this.clock = clock;
  }

  private record Token(String text, Instant end) {}

  /** Returns a token that is valid now. */
  CompletableFuture<String> token() {
    Instant now = clock.instant();
    CompletableFuture<Token> asked;
    synchronized (this) {
      Token held = current;
      if (held != null && now.isBefore(held.end.minus(EARLY))) {
        return CompletableFuture.completedFuture(held.text);
      }
      asked = renewal;
      if (asked == null) {
        // Whoever waits hears of the token when it is kept, and not before.
        asked = ask().whenComplete((token, failure) -> renewed(token));
        renewal = asked.isDone() ? null : asked;
      }
      if (held != null && now.isBefore(held.end.minus(SKEW))) {
        return CompletableFuture.completedFuture(held.text);
      }
    }
    return asked.thenApply(Token::text);
  }

  /** Forgets a token that was refused, unless there is a newer one already. */
  synchronized void refused(String text) {
    if (current != null && current.text.equals(text)) {
      current = null;
    }
  }

  private synchronized void renewed(@Nullable Token token) {
    renewal = null; // nobody asks again before
    if (token != null) {
      current = token;
    }
  }

  private CompletableFuture<Token> ask() {
    IdTokenProvider own = caller.own();
    return own == null
        ? signedByIam()
        : CompletableFuture.supplyAsync(() -> signedBy(own), clients.executor());
  }

  private Token signedBy(IdTokenProvider own) {
    try {
      IdToken token = own.idTokenWithAudience(audience, List.of());
      return new Token(token.getTokenValue(), token.getExpirationTime().toInstant());
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private CompletableFuture<Token> signedByIam() {
    JsonNode request =
        JsonNodeFactory.instance.objectNode().put("audience", audience).put("includeEmail", true);
    return clients
        .rest()
        .post(IAM, "/v1/projects/-/serviceAccounts/" + caller.email() + ":generateIdToken", request)
        .thenApply(
            answer -> {
              String text = answer.path("token").asText("");
              return new Token(text, end(text));
            });
  }

  private Instant end(String jwt) {
    String[] parts = jwt.split("\\.", -1);
    try {
      long end = JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).path("exp").asLong();
      return Instant.ofEpochSecond(end);
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException("IAM answered with no ID token", e);
    }
  }
}
