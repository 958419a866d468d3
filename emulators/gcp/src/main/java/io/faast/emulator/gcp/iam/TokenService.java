package io.faast.emulator.gcp.iam;

import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Answer;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Service;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The token endpoint of OAuth 2, for keys of service accounts and for users' refresh tokens. */
final class TokenService implements Service {
  private static final String BY_ASSERTION = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  private final Identities identities;

  TokenService(Identities identities) {
    this.identities = identities;
  }

  @Override
  public String name() {
    return "oauth2";
  }

  @Override
  public Optional<Operation> operation(Request request) {
    return request.method().equals("POST") && request.rawPath().equals("/token")
        ? Optional.of(Operation.open("Token", call -> token(form(request.text()))))
        : Optional.empty();
  }

  private Response token(Map<String, String> form) {
    String grant = form.getOrDefault("grant_type", "");
    if (grant.equals(BY_ASSERTION)) {
      return byAssertion(form.getOrDefault("assertion", ""));
    }
    if (!grant.equals("refresh_token")) {
      return refused("unsupported_grant_type", "Invalid grant_type: " + grant);
    }
    String member = identities.refreshed(form.getOrDefault("refresh_token", ""));
    if (member == null) {
      return refused("invalid_grant", "Token has been expired or revoked.");
    }
    return access(member);
  }

  private Response byAssertion(String assertion) {
    Jwt jwt = Jwt.read(assertion);
    String email = jwt == null ? null : identities.signer(jwt);
    if (jwt == null || email == null) {
      return refused("invalid_grant", "Invalid JWT Signature.");
    }
    String audience = jwt.claim("target_audience");
    if (!audience.isEmpty()) {
      return Answer.json(
          Json.object().put("id_token", identities.idToken("serviceAccount:" + email, audience)));
    }
    if (jwt.claim("scope").isEmpty()) {
      return refused("invalid_scope", "Invalid OAuth scope or ID token audience provided.");
    }
    return access("serviceAccount:" + email);
  }

  private Response access(String member) {
    return Answer.json(
        Json.object()
            .put("access_token", identities.accessToken(member, Identities.LIFETIME, false))
            .put("expires_in", Identities.LIFETIME.toSeconds() - 1)
            .put("token_type", "Bearer"));
  }

  private static Response refused(String error, String description) {
    return Answer.json(
        400, Json.object().put("error", error).put("error_description", description));
  }

  private static Map<String, String> form(String text) {
    Map<String, String> form = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }
}
