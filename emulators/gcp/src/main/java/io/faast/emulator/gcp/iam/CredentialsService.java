package io.faast.emulator.gcp.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Answer;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Paths;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Service;
import io.faast.emulator.gcp.core.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Short-lived credentials of service accounts, after the IAM Credentials API's reference. */
final class CredentialsService implements Service {
  private static final Pattern PATH =
      Pattern.compile(
          "/v1/projects/-/serviceAccounts/([^/:]+):"
              + "(generateAccessToken|generateIdToken|signBlob|signJwt)");

  private final Place place;
  private final Identities identities;
  private final ServiceAccounts accounts;

  CredentialsService(Place place, Identities identities, ServiceAccounts accounts) {
    this.place = place;
    this.identities = identities;
    this.accounts = accounts;
  }

  @Override
  public String name() {
    return "iamcredentials";
  }

  @Override
  public Optional<Operation> operation(Request request) {
    Matcher path = PATH.matcher(Paths.of(request));
    if (!path.matches() || !request.method().equals("POST")) {
      return Optional.empty();
    }
    String email = path.group(1);
    return Optional.of(
        switch (path.group(2)) {
          case "generateAccessToken" ->
              with(
                  "GenerateAccessToken",
                  "getAccessToken",
                  email,
                  body -> access(email, body),
                  request);
          case "generateIdToken" ->
              with(
                  "GenerateIdToken",
                  "getOpenIdToken",
                  email,
                  body -> identity(email, body),
                  request);
          case "signBlob" ->
              with("SignBlob", "signBlob", email, body -> blob(email, body), request);
          default -> with("SignJwt", "signJwt", email, body -> jwt(email, body), request);
        });
  }

  private Operation with(
      String operation,
      String permission,
      String email,
      Function<ObjectNode, Response> does,
      Request request) {
    return Operation.now(
        operation,
        List.of(new Permission("iam.serviceAccounts." + permission, accounts.name(email))),
        call -> {
          var unused = accounts.use(email, Status.NOT_FOUND);
          return does.apply(Json.read(request.body()));
        });
  }

  private Response access(String email, ObjectNode body) {
    String asked = body.path("lifetime").asText("3600s");
    Duration life;
    try {
      life = Duration.ofSeconds(Long.parseLong(asked.replace("s", "")));
    } catch (NumberFormatException e) {
      throw new ApiException(Status.INVALID_ARGUMENT, "Invalid lifetime: " + asked);
    }
    if (body.path("scope").isEmpty() || life.compareTo(Identities.LIFETIME) > 0) {
      throw new ApiException(
          Status.INVALID_ARGUMENT, "scope is required, and lifetime is at most an hour");
    }
    return Answer.json(
        Json.object()
            .put("accessToken", identities.accessToken("serviceAccount:" + email, life, false))
            .put("expireTime", place.clock().instant().plus(life).toString()));
  }

  private Response identity(String email, ObjectNode body) {
    String audience = body.path("audience").asText("");
    if (audience.isEmpty()) {
      throw new ApiException(Status.INVALID_ARGUMENT, "audience is required");
    }
    return Answer.json(
        Json.object().put("token", identities.idToken("serviceAccount:" + email, audience)));
  }

  private Response blob(String email, ObjectNode body) {
    SigningKey key = key(email);
    byte[] payload;
    try {
      payload = Base64.getDecoder().decode(body.path("payload").asText(""));
    } catch (IllegalArgumentException e) {
      throw new ApiException(Status.INVALID_ARGUMENT, "payload is not in Base64");
    }
    return Answer.json(
        Json.object()
            .put("keyId", key.id())
            .put("signedBlob", Base64.getEncoder().encodeToString(key.sign(payload))));
  }

  private Response jwt(String email, ObjectNode body) {
    SigningKey key = key(email);
    ObjectNode claims;
    try {
      claims = Json.read(body.path("payload").asText("").getBytes(StandardCharsets.UTF_8));
    } catch (Json.Malformed e) {
      throw new ApiException(Status.INVALID_ARGUMENT, "payload is no JSON object");
    }
    return Answer.json(
        Json.object().put("keyId", key.id()).put("signedJwt", Jwt.sign(claims, key)));
  }

  private SigningKey key(String email) {
    return accounts.key(email).orElseThrow(() -> ServiceAccounts.missing(email));
  }
}
