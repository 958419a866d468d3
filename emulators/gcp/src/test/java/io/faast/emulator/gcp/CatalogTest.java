package io.faast.emulator.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.faast.emulator.core.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void pricesAreFoundPageByPage() throws Exception {
    try (GcpEmulator emulator = GcpEmulator.start()) {
      String id = "";
      for (JsonNode service : get(emulator, "/v1/services").path("services")) {
        if (service.path("displayName").asText().equals("Cloud Pub/Sub")) {
          id = service.path("name").asText();
        }
      }
      List<String> descriptions = new ArrayList<>();
      String token = "";
      do {
        JsonNode page = get(emulator, "/v1/" + id + "/skus?pageSize=1&pageToken=" + token);
        JsonNode sku = page.path("skus").path(0);
        descriptions.add(sku.path("description").asText());
        if (sku.path("description").asText().equals("Message Delivery Basic")) {
          JsonNode expression = sku.path("pricingInfo").path(0).path("pricingExpression");
          assertThat(expression.path("usageUnit").asText()).isEqualTo("TiBy");
          assertThat(
                  expression.path("tieredRates").path(1).path("unitPrice").path("units").asText())
              .isEqualTo("40");
        }
        token = page.path("nextPageToken").asText();
      } while (!token.isEmpty());
      assertThat(descriptions)
          .containsExactly("Message Delivery Basic", "Subscriptions message backlog");
    }
  }

  private JsonNode get(GcpEmulator emulator, String path) throws Exception {
    HttpResponse<byte[]> response =
        http.send(
            HttpRequest.newBuilder(emulator.endpoint().resolve(path))
                .header("Authorization", "Bearer " + emulator.owner().accessToken())
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return Json.read(response.body());
  }
}
