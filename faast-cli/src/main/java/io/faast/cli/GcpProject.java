package io.faast.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auth.oauth2.GoogleCredentials;
import io.faast.gcp.GcpOptions;
import io.faast.tck.TckTarget.Planted;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is in a project, by lists of all that there is, and a topic that is a stranger's. */
final class GcpProject implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEFAULT_REGION = "us-central1";
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private static final String PREFIX = "faast-";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int OK = 2;
  private static final int NOT_FOUND = 404;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final GoogleCredentials credentials;
  private final @Nullable URI endpoint;
  private final String project;
  private final String region;
  private final List<String> planted = new ArrayList<>();

  private GcpProject(
      GoogleCredentials credentials, @Nullable URI endpoint, String project, String region) {
    this.credentials = credentials;
    this.endpoint = endpoint;
    this.project = project;
    this.region = region;
  }

  /** Finds credentials, project and region where the provider does. */
  static GcpProject open(GcpOptions options) throws IOException {
    GoogleCredentials given = options.credentials();
    GoogleCredentials found = given == null ? GoogleCredentials.getApplicationDefault() : given;
    String project =
        first(
            options.project(),
            System.getenv("GOOGLE_CLOUD_PROJECT"),
            found.getProjectId(),
            found.getQuotaProjectId());
    String region = first(options.region(), System.getenv("GOOGLE_CLOUD_REGION"), DEFAULT_REGION);
    return new GcpProject(
        found.createScopedRequired() ? found.createScoped(SCOPE) : found,
        options.endpoint(),
        project,
        region);
  }

  private static String first(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isBlank()) {
        return candidate;
      }
    }
    throw new IllegalStateException("no project is named");
  }

  /** Names everything whose name has the run's id. */
  List<String> existing(String runId) throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    String location = "projects/" + project + "/locations/" + region;
    add(found, runId, "function", "cloudfunctions", "/v2/" + location + "/functions", "functions");
    add(found, runId, "service", "run", "/v2/" + location + "/services", "services");
    String packages = "/v1/" + location + "/repositories/gcf-artifacts/packages";
    add(found, runId.replace("-", "--"), "image", "artifactregistry", packages, "packages");
    String pubsub = "/v1/projects/" + project;
    add(found, runId, "topic", "pubsub", pubsub + "/topics", "topics");
    add(found, runId, "subscription", "pubsub", pubsub + "/subscriptions", "subscriptions");
    String buckets = "/storage/v1/b?project=" + project;
    add(found, runId, "bucket", "storage", buckets, "items");
    return found;
  }

  private void add(
      List<String> found, String part, String kind, String service, String path, String list)
      throws IOException, InterruptedException {
    String page = "";
    do {
      String next = page.isEmpty() ? path : path + (path.contains("?") ? "&" : "?") + page;
      JsonNode answer = send("GET", service, next, null);
      for (JsonNode item : answer.path(list)) {
        String name = item.path("name").asText();
        if (name.contains(part)) {
          found.add(kind + " " + name);
        }
      }
      String token = answer.path("nextPageToken").asText("");
      page = token.isEmpty() ? "" : "pageToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    } while (!page.isEmpty());
  }

  /** Returns everything that the instances of a function have printed. */
  String log(String function) throws IOException, InterruptedException {
    ObjectNode request = JSON.createObjectNode().put("pageSize", 1_000);
    request.putArray("resourceNames").add("projects/" + project);
    request.put(
        "filter",
        "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\""
            + function
            + "\"");
    StringBuilder text = new StringBuilder();
    for (JsonNode entry : send("POST", "logging", "/v2/entries:list", request).path("entries")) {
      text.append(entry.path("textPayload").asText()).append('\n');
    }
    return text.toString();
  }

  /** Creates a topic that is called as if it were ours. */
  Planted plant() throws IOException, InterruptedException {
    String name = "projects/" + project + "/topics/" + PREFIX + "stranger-" + UUID.randomUUID();
    JsonNode unused = send("PUT", "pubsub", "/v1/" + name, JSON.createObjectNode());
    planted.add(name);
    return new Planted() {
      @Override
      public String name() {
        return "topic " + name;
      }

      @Override
      public boolean exists() throws IOException, InterruptedException {
        return send("GET", "pubsub", "/v1/" + name, null).has("name");
      }
    };
  }

  /** Returns the answer, or an empty object if there is no such thing. */
  private JsonNode send(String method, String service, String path, @Nullable JsonNode body)
      throws IOException, InterruptedException {
    URI url =
        endpoint == null
            ? URI.create("https://" + service + ".googleapis.com" + path)
            : endpoint.resolve(path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    credentials
        .getRequestMetadata(url)
        .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() == NOT_FOUND) {
      return JSON.createObjectNode();
    }
    if (response.statusCode() / 100 != OK) {
      throw new IOException(
          method + " " + url + ": status " + response.statusCode() + ", " + response.body());
    }
    return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
  }

  @Override
  public void close() throws IOException {
    try {
      for (String name : planted) {
        JsonNode unused = send("DELETE", "pubsub", "/v1/" + name, null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The topics " + planted + " may be left", e);
    }
  }
}
