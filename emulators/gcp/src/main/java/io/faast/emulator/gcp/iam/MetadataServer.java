package io.faast.emulator.gcp.iam;

import io.faast.emulator.core.HttpServer;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Paths;
import io.faast.emulator.gcp.core.Place;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The metadata server of one instance, on a port of loopback: "Container instance metadata server"
 * of Cloud Run. Point {@code GCE_METADATA_HOST} at it.
 */
public final class MetadataServer implements AutoCloseable {
  private static final String ROOT = "/computeMetadata/v1/";
  private static final String FLAVOR = "Metadata-Flavor";

  private final Place place;
  private final Identities identities;
  private final String email;
  private final String instance;
  private final HttpServer server;

  /**
   * Starts to listen.
   *
   * @param email the service account that the instance acts as
   * @param instance the instance's id
   */
  public MetadataServer(Place place, Identities identities, String email, String instance) {
    this.place = place;
    this.identities = identities;
    this.email = email;
    this.instance = instance;
    server = new HttpServer(request -> CompletableFuture.completedFuture(answer(request)));
  }

  /** Returns the host and the port. */
  public String host() {
    return "127.0.0.1:" + server.port();
  }

  private Response answer(Request request) {
    if (!request.method().equals("GET") || !"Google".equals(request.header(FLAVOR))) {
      return text(403, "Missing Metadata-Flavor:Google header");
    }
    String asked = Paths.of(request);
    if (!asked.startsWith(ROOT)) {
      return asked.equals("/") ? text(200, "computeMetadata/\n") : text(404, "Not Found");
    }
    Map<String, String> values =
        Map.of(
            "project/project-id",
            place.project(),
            "project/numeric-project-id",
            String.valueOf(place.number()),
            "instance/id",
            instance,
            "instance/region",
            "projects/" + place.number() + "/regions/" + place.region(),
            "instance/zone",
            "projects/" + place.number() + "/zones/" + place.region() + "-1");
    String path = asked.substring(ROOT.length());
    String value = values.get(path);
    return value == null ? ofAccount(path, request) : text(200, value);
  }

  private Response ofAccount(String path, Request request) {
    String accounts = "instance/service-accounts/";
    if (!path.startsWith(accounts)) {
      return text(404, "Not Found");
    }
    String rest = path.substring(accounts.length());
    for (String name : new String[] {"default/", email + "/"}) {
      if (rest.startsWith(name)) {
        return ofAccount(rest.substring(name.length()), request.parameter("audience"));
      }
    }
    return rest.isEmpty() ? text(200, "default/\n" + email + "/\n") : text(404, "Not Found");
  }

  private Response ofAccount(String what, @Nullable String audience) {
    String member = "serviceAccount:" + email;
    return switch (what) {
      case "email" -> text(200, email);
      case "scopes" -> text(200, "https://www.googleapis.com/auth/cloud-platform\n");
      case "token" ->
          flavored(
              Response.of(
                  200,
                  "application/json",
                  Json.bytes(
                      Json.object()
                          .put(
                              "access_token",
                              identities.accessToken(member, Identities.LIFETIME, true))
                          .put("expires_in", Identities.LIFETIME.toSeconds() - 1)
                          .put("token_type", "Bearer"))));
      case "identity" ->
          audience == null || audience.isEmpty()
              ? text(400, "non-empty audience parameter required")
              : text(200, identities.idToken(member, audience));
      default -> text(404, "Not Found");
    };
  }

  private static Response text(int status, String text) {
    return flavored(Response.of(status, "application/text", text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Response flavored(Response response) {
    return response.with(FLAVOR, "Google");
  }

  /** Stops to listen. */
  @Override
  public void close() {
    server.close();
  }
}
