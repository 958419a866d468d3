package io.faast.emulator.gcp.pubsub;

import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.iam.Iam;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The identity tokens that push requests carry, each used for some minutes. Thread-safe. */
final class Tokens implements Pusher.PushTokens {
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final Place place;
  private final Iam iam;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  private record Token(String text, Instant until) {}

  Tokens(Place place, Iam iam) {
    this.place = place;
    this.iam = iam;
  }

  @Override
  public String token(String email, String audience) {
    if (iam.accounts().find(email).isEmpty()) {
      throw Checks.missing(email);
    }
    Instant now = place.clock().instant();
    return tokens.compute(
            email + " " + audience,
            (key, kept) ->
                kept != null && now.isBefore(kept.until)
                    ? kept
                    : new Token(
                        iam.identities().idToken("serviceAccount:" + email, audience),
                        now.plus(KEPT)))
        .text;
  }
}
