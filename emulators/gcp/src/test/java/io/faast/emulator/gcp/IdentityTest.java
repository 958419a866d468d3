package io.faast.emulator.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.IdTokenCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.auth.oauth2.UserCredentials;
import io.faast.emulator.core.Json;
import io.faast.emulator.gcp.iam.Account;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private GcpEmulator emulator =
      GcpEmulator.start(GcpEmulatorOptions.defaults().withControlPlane(0, 0, 0));

  @AfterEach
  void stop() {
    emulator.close();
  }

  private String accounts() {
    return "/v1/projects/" + emulator.project() + "/serviceAccounts";
  }

  private String email(String id) {
    return id + "@" + emulator.project() + ".iam.gserviceaccount.com";
  }

  private HttpResponse<byte[]> send(String token, String method, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(emulator.endpoint().resolve(path))
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private JsonNode owner(String method, String path, String body, int status) throws Exception {
    HttpResponse<byte[]> response = send(emulator.owner().accessToken(), method, path, body);
    assertThat(response.statusCode())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    return Json.read(response.body());
  }

  private void expect(String method, String path, String body, int status) throws Exception {
    var unused = owner(method, path, body, status);
  }

  private void create(String id) throws Exception {
    expect("POST", accounts(), "{\"accountId\":\"" + id + "\",\"serviceAccount\":{}}", 200);
  }

  private GoogleCredentials file(Account account) throws IOException {
    return GoogleCredentials.fromStream(
        new ByteArrayInputStream(account.credentialsFile().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theKeyOfAServiceAccountGetsTokensOfThatAccount() throws Exception {
    create("robot1");
    GoogleCredentials credentials =
        file(emulator.serviceAccount(email("robot1"))).createScoped(SCOPE);
    AccessToken token = credentials.refreshAccessToken();
    HttpResponse<byte[]> refused =
        send(token.getTokenValue(), "GET", accounts() + "/" + email("robot1"), "");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(new String(refused.body(), StandardCharsets.UTF_8))
        .contains("iam.serviceAccounts.get");
    IdTokenCredentials identity =
        IdTokenCredentials.newBuilder()
            .setIdTokenProvider(
                (ServiceAccountCredentials) file(emulator.serviceAccount(email("robot1"))))
            .setTargetAudience("https://there")
            .build();
    identity.refresh();
    String claims = identity.getIdToken().getTokenValue().split("\\.", -1)[1];
    assertThat(Json.read(Base64.getUrlDecoder().decode(claims)).toString())
        .contains("\"email\":\"" + email("robot1") + "\"")
        .contains("\"aud\":\"https://there\"");
  }

  @Test
  void aUserRefreshesTokensUntilTheyAreExpiredAndThenAgain() throws Exception {
    Account ann = emulator.user("ann", "resourcemanager.projects.get");
    UserCredentials credentials =
        ((UserCredentials) file(ann))
            .toBuilder().setTokenServerUri(emulator.endpoint().resolve("/token")).build();
    String project = "/v1/projects/" + emulator.project();
    String token = credentials.refreshAccessToken().getTokenValue();
    assertThat(send(token, "GET", project, "").statusCode()).isEqualTo(200);
    ann.expireTokens();
    assertThat(send(token, "GET", project, "").statusCode()).isEqualTo(401);
    token = credentials.refreshAccessToken().getTokenValue();
    assertThat(send(token, "GET", project, "").statusCode()).isEqualTo(200);
  }

  @Test
  void anIdentityTokenOfAnAccountTakesThePermissionForIt() throws Exception {
    create("invoker");
    String path = "/v1/projects/-/serviceAccounts/" + email("invoker") + ":generateIdToken";
    String body = "{\"audience\":\"https://there\",\"includeEmail\":true}";
    Account eve = emulator.user("eve", "iam.serviceAccounts.get");
    HttpResponse<byte[]> refused = send(eve.accessToken(), "POST", path, body);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(new String(refused.body(), StandardCharsets.UTF_8))
        .contains("iam.serviceAccounts.getOpenIdToken");
    assertThat(owner("POST", path, body, 200).path("token").asText()).contains(".");
  }

  @Test
  void serviceAccountsAreListedInPagesAndDeletedWithTheirGrants() throws Exception {
    for (String id : List.of("robot1", "robot2", "robot3")) {
      create(id);
    }
    JsonNode first = owner("GET", accounts() + "?pageSize=3", "", 200);
    JsonNode second =
        owner("GET", accounts() + "?pageToken=" + first.path("nextPageToken").asText(), "", 200);
    assertThat(first.path("accounts")).hasSize(3);
    assertThat(second.path("accounts")).hasSize(1);
    assertThat(second.has("nextPageToken")).isFalse();
    String project = "/v1/projects/" + emulator.project();
    String policy =
        "{\"policy\":{\"bindings\":[{\"role\":\"roles/run.invoker\",\"members\":[\"serviceAccount:"
            + email("robot1")
            + "\"]}]}}";
    expect("POST", project + ":setIamPolicy", policy, 200);
    expect("DELETE", accounts() + "/" + email("robot1"), "", 200);
    assertThat(owner("POST", project + ":getIamPolicy", "{}", 200).toString())
        .contains("deleted:serviceAccount:" + email("robot1") + "?uid=");
    expect("GET", accounts() + "/" + email("robot1"), "", 404);
    assertThat(emulator.view().serviceAccounts())
        .extracting(Project.Account::email)
        .doesNotContain(email("robot1"))
        .contains(email("robot2"));
  }

  @Test
  void aNewAccountAndANewGrantAreNotKnownEverywhereAtOnce() throws Exception {
    emulator.close();
    emulator = GcpEmulator.start(GcpEmulatorOptions.defaults().withControlPlane(0, 2, 1));
    create("robot1");
    String grant =
        "{\"policy\":{\"bindings\":[{\"role\":\"roles/iam.serviceAccountUser\",\"members\":"
            + "[\"user:ann@example.com\"]}]}}";
    String path = accounts() + "/" + email("robot1");
    expect("POST", path + ":setIamPolicy", grant, 404);
    expect("POST", path + ":setIamPolicy", grant, 404);
    expect("POST", path + ":setIamPolicy", grant, 200);
    String ann = emulator.user("ann").accessToken();
    assertThat(send(ann, "GET", path, "").statusCode()).isEqualTo(403);
    assertThat(send(ann, "GET", path, "").statusCode()).isEqualTo(200);
  }

  @Test
  void aPolicyThatWasReadBeforeAnotherChangeIsRefused() throws Exception {
    String project = "/v1/projects/" + emulator.project();
    String etag = owner("POST", project + ":getIamPolicy", "{}", 200).path("etag").asText();
    String policy = "{\"policy\":{\"etag\":\"" + etag + "\",\"bindings\":[]}}";
    expect("POST", project + ":setIamPolicy", policy, 200);
    expect("POST", project + ":setIamPolicy", policy, 409);
    expect(
        "POST",
        project + ":setIamPolicy",
        "{\"policy\":{\"bindings\":[{\"role\":\"roles/none\",\"members\":[]}]}}",
        400);
  }

  @Test
  void withoutATokenThatIsKnownNothingIsAnswered() throws Exception {
    assertThat(send("made-up", "GET", accounts(), "").statusCode()).isEqualTo(401);
    String identity = emulator.owner().idToken("https://there");
    assertThat(send(identity, "GET", accounts(), "").statusCode()).isEqualTo(401);
    assertThatThrownBy(() -> file(emulator.serviceAccount(email("nobody"))).refreshAccessToken())
        .isInstanceOf(IllegalStateException.class);
  }
}
