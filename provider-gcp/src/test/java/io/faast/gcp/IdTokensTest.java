package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.IdToken;
import com.google.auth.oauth2.IdTokenProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens of credentials that make their own. */
class IdTokensTest {
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final Clients clients =
      Clients.open(
          GcpOptions.defaults()
              .withProject("project")
              .withCredentials(GoogleCredentials.create(new AccessToken("none", null))));
  private final AdjustableClock clock = new AdjustableClock();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void close() {
    clients.close();
  }

  private static final class AdjustableClock extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private IdToken token(String audience) throws IOException {
    String head = encoded("{\"alg\":\"none\"}");
    long end = clock.now.plus(LIFETIME).getEpochSecond();
    String body =
        encoded(
            "{\"aud\":\""
                + audience
                + "\",\"exp\":"
                + end
                + ",\"n\":"
                + asked.incrementAndGet()
                + "}");
    return IdToken.create(head + "." + body + "." + encoded("signature"));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private IdTokens tokens(IdTokenProvider own) {
    return new IdTokens(clients, new Caller("a@b", own), "https://f.example", clock);
  }

  @Test
  void tokenIsKeptUntilShortlyBeforeItsEndAndRenewedBesideTheCallsThen() throws Exception {
    CountDownLatch renewed = new CountDownLatch(2);
    IdTokens tokens =
        tokens(
            (audience, options) -> {
              IdToken made = token(audience);
              renewed.countDown();
              return made;
            });
    String first = tokens.token().join();
    clock.now = clock.now.plus(LIFETIME.minusMinutes(6));
    assertEquals(first, tokens.token().join());
    assertEquals(1, asked.get());
    clock.now = clock.now.plus(Duration.ofMinutes(2));
    assertEquals(first, tokens.token().join(), "it still holds for some minutes");
    assertTrue(renewed.await(30, TimeUnit.SECONDS), "nobody asked for a new one");
    clock.now = clock.now.plus(Duration.ofMinutes(3).plusSeconds(40));
    assertTrue(!first.equals(tokens.token().join()), "an old token was handed out");
    assertEquals(2, asked.get());
  }

  @Test
  void manyCallsAskOnce() {
    CompletableFuture<Void> all = new CompletableFuture<>();
    IdTokens tokens =
        tokens(
            (audience, options) -> {
              all.join();
              return token(audience);
            });
    List<CompletableFuture<String>> waiting = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      waiting.add(tokens.token());
    }
    all.complete(null);
    waiting.forEach(one -> assertTrue(!one.join().isEmpty()));
    assertEquals(1, asked.get());
  }

  @Test
  void refusedTokenIsNotUsedAgainAndFailureIsNotKept() {
    AtomicInteger tries = new AtomicInteger();
    IdTokens tokens =
        tokens(
            (audience, options) -> {
              if (tries.incrementAndGet() == 1) {
                throw new IOException("no network");
              }
              return token(audience);
            });
    CompletionException failed =
        assertThrows(CompletionException.class, () -> tokens.token().join());
    assertEquals("no network", Api.cause(failed).getMessage());
    String first = tokens.token().join();
    tokens.refused("another");
    assertEquals(first, tokens.token().join());
    tokens.refused(first);
    assertTrue(!first.equals(tokens.token().join()));
  }
}
