package io.faast.emulator.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.gcp.core.Caller;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.iam.Iam;
import io.faast.emulator.gcp.iam.MetadataServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class MetadataTest {
  private static final String ACCOUNT = "/computeMetadata/v1/instance/service-accounts/default/";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Place place =
      new Place("test-project", 123_456_789_012L, "us-central1", Clock.systemUTC());
  private final Iam iam = new Iam(place, 0, 0);

  @Test
  void anInstanceGetsTheTokensOfItsAccountAndIsInsideOfTheRegion() throws Exception {
    String email = iam.accounts().create("worker", "", "").email();
    try (MetadataServer server = new MetadataServer(place, iam.identities(), email, "instance-1")) {
      JsonNode answer = Json.read(get(server, ACCOUNT + "token", true).body());
      Caller caller = iam.identities().byAccessToken(answer.path("access_token").asText());
      assertThat(caller).isNotNull();
      assertThat(caller.member()).isEqualTo("serviceAccount:" + email);
      assertThat(caller.inside()).isTrue();
      String identity =
          new String(
              get(server, ACCOUNT + "identity?audience=https://there", true).body(),
              StandardCharsets.UTF_8);
      assertThat(iam.identities().byIdToken(identity, "https://there")).isNotNull();
      assertThat(iam.identities().byIdToken(identity, "https://elsewhere")).isNull();
      assertThat(get(server, "/computeMetadata/v1/instance/id", true).body())
          .asString()
          .isEqualTo("instance-1");
    }
  }

  @Test
  void whoDoesNotSayThatItAsksOnPurposeGetsNothing() throws Exception {
    try (MetadataServer server =
        new MetadataServer(place, iam.identities(), iam.accounts().defaultEmail(), "i")) {
      assertThat(get(server, ACCOUNT + "token", false).statusCode()).isEqualTo(403);
      assertThat(get(server, ACCOUNT + "nothing", true).statusCode()).isEqualTo(404);
    }
  }

  private HttpResponse<byte[]> get(MetadataServer server, String path, boolean flavored)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + server.host() + path));
    if (flavored) {
      request.header("Metadata-Flavor", "Google");
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
