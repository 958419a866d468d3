package io.faast.emulator.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.functions.v2.Function;
import io.faast.emulator.core.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The APIs that no client library is at hand for. */
class RestTest {
  private final TestProject project =
      new TestProject(
          GcpEmulatorOptions.defaults()
              .withControlPlane(0, 0, 0)
              .withSimulation(
                  (function, request) ->
                      request.text().equals("die")
                          ? CompletableFuture.failedFuture(new IllegalStateException("dies"))
                          : CompletableFuture.completedFuture(
                              Response.of(
                                  200,
                                  "text/plain",
                                  (function + " " + request.text())
                                      .getBytes(StandardCharsets.UTF_8))),
                  Duration.ofMillis(120)));
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    project.close();
  }

  private JsonNode rest(int status, String method, String path, String body) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(project.emulator.endpoint() + path))
                .header("Authorization", "Bearer " + project.emulator.owner().accessToken())
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return new ObjectMapper().readTree(response.body());
  }

  private JsonNode entries(String filter) throws Exception {
    String body =
        new ObjectMapper()
            .createObjectNode()
            .put("filter", filter)
            .set(
                "resourceNames",
                new ObjectMapper().createArrayNode().add("projects/faast-emulated"))
            .toString();
    return rest(200, "POST", "/v2/entries:list", body).path("entries");
  }

  @Test
  void simulatedFunctionAnswersAndIsBilledItsLatency() throws Exception {
    Function function = project.deploy("deeds", how -> how.setAvailableCpu("1"));
    assertThat(project.call(function, "hello").body()).isEqualTo("deeds hello");
    assertThat(project.emulator.bill().runMillicpuMillis()).isEqualTo(200 * 1_000);
    assertThat(project.emulator.bill().runMebibyteMillis()).isEqualTo(200 * 256);
    assertThat(project.call(function, "die").statusCode()).isEqualTo(503);
    assertThat(project.emulator.view().instances()).isEmpty();
  }

  @Test
  void logEntriesAreFoundByWhatTheySay() throws Exception {
    Function function = project.deploy("deeds", how -> how);
    project.call(function, "hello");
    project.call(function, "die");
    assertThat(entries("")).hasSizeGreaterThan(3);
    assertThat(
            entries(
                "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"deeds\""
                    + " AND logName=\"projects/faast-emulated/logs/run.googleapis.com%2Frequests\""
                    + " AND severity>=ERROR"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.path("httpRequest").path("status").asInt()).isEqualTo(503);
              assertThat(entry.path("trace").asText()).startsWith("projects/faast-emulated/");
            });
    assertThat(entries("httpRequest.status=200 OR (httpRequest.status>500 textPayload:FAILED)"))
        .hasSize(2);
    assertThat(entries("severity=ERROR timestamp>=\"2100-01-01T00:00:00Z\"")).isEmpty();
    assertThat(entries("resource.type=build NOT textPayload=~\"^PUSH$\"")).isNotEmpty();
    rest(
        400,
        "POST",
        "/v2/entries:list",
        "{\"resourceNames\":[\"projects/faast-emulated\"],\"filter\":\"(a=\"}");
  }

  @Test
  void imageIsDeletedByName() throws Exception {
    project.deploy("deeds", how -> how);
    String packages =
        "/v1/projects/faast-emulated/locations/us-central1/repositories/gcf-artifacts/packages";
    assertThat(rest(200, "GET", packages, "").path("packages"))
        .extracting(each -> each.path("name").asText())
        .satisfiesExactly(
            name -> assertThat(name).endsWith("/faast--emulated__us--central1__deeds"),
            name -> assertThat(name).endsWith("/faast--emulated__us--central1__deeds%2Fcache"));
    String image = packages + "/faast--emulated__us--central1__deeds";
    assertThat(rest(200, "DELETE", image, "").path("done").asBoolean()).isTrue();
    assertThat(project.emulator.view().images()).hasSize(1);
    assertThat(rest(200, "DELETE", image + "%2Fcache", "").path("done").asBoolean()).isTrue();
    assertThat(project.emulator.view().images()).isEmpty();
    assertThat(project.emulator.bill().registryGigabyteMonths()).isPositive();
    rest(404, "DELETE", image, "");
  }

  @Test
  void serviceHasThePolicyThatWasSet() throws Exception {
    Function function = project.deploy("deeds", how -> how);
    String service = "/v2/projects/faast-emulated/locations/us-central1/services/deeds";
    assertThat(rest(200, "GET", service, "").path("uri").asText())
        .isEqualTo(function.getServiceConfig().getUri());
    rest(
        200,
        "POST",
        service + ":setIamPolicy",
        "{\"policy\":{\"bindings\":[{\"role\":\"roles/run.invoker\",\"members\":[\"serviceAccount:"
            + function.getServiceConfig().getServiceAccountEmail()
            + "\"]}]}}");
    assertThat(rest(200, "GET", service + ":getIamPolicy", "").path("bindings")).hasSize(1);
    String uri = function.getServiceConfig().getUri();
    String token =
        project
            .emulator
            .serviceAccount(function.getServiceConfig().getServiceAccountEmail())
            .idToken(uri);
    assertThat(project.call(uri, token, new byte[0]).get().statusCode()).isEqualTo(200);
    rest(404, "GET", "/v2/projects/faast-emulated/locations/us-central1/services/none", "");
  }

  @Test
  void unknownPathsAreNamed() throws Exception {
    assertThat(rest(404, "GET", "/v9/none", "").path("error").path("message").asText())
        .contains("GET /v9/none");
  }
}
