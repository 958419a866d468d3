package io.faast.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Asks the Cloud Billing Catalog what things cost in a region. */
final class PriceLookup {
  private static final String HOST = "cloudbilling.googleapis.com";
  private static final String EVERYWHERE = "global";

  private PriceLookup() {}

  /** Returns the prices that were found, in US dollars; all services are asked at once. */
  static CompletableFuture<Map<Metered, Double>> find(Rest rest, String region) {
    return services(rest)
        .thenCompose(
            ids -> {
              Map<Metered, Double> found = new EnumMap<>(Metered.class);
              List<CompletableFuture<?>> asked =
                  ids.entrySet().stream()
                      .<CompletableFuture<?>>map(
                          service ->
                              skus(rest, service.getValue(), service.getKey(), region, found))
                      .toList();
              return CompletableFuture.allOf(asked.toArray(new CompletableFuture<?>[0]))
                  .thenApply(done -> found);
            });
  }

  private static CompletableFuture<Map<String, String>> services(Rest rest) {
    Map<String, String> ids = new LinkedHashMap<>();
    List<String> wanted = Stream.of(Metered.values()).map(Metered::service).distinct().toList();
    return pages(
            rest,
            "/v1/services?pageSize=5000",
            page -> {
              for (JsonNode service : page.path("services")) {
                String title = service.path("displayName").asText("");
                if (wanted.contains(title)) {
                  ids.put(title, service.path("name").asText(""));
                }
              }
            })
        .thenApply(done -> ids);
  }

  private static CompletableFuture<?> skus(
      Rest rest, String id, String title, String region, Map<Metered, Double> found) {
    Map<Metered, Double> highest = new HashMap<>();
    return pages(
            rest,
            "/v1/" + id + "/skus?currencyCode=USD&pageSize=5000",
            page -> page.path("skus").forEach(sku -> take(sku, title, region, highest)))
        .thenAccept(
            done -> {
              synchronized (found) {
                found.putAll(highest);
              }
            });
  }

  /** Where several prices are for the same, the highest counts: a cost is no promise of less. */
  private static void take(
      JsonNode sku, String title, String region, Map<Metered, Double> highest) {
    if (!sku.path("category").path("usageType").asText("").equals("OnDemand")
        || !isIn(sku, region)) {
      return;
    }
    JsonNode expression = sku.path("pricingInfo").path(0).path("pricingExpression");
    for (Metered what : Metered.values()) {
      if (what.service().equals(title)
          && what.isPricedBy(
              sku.path("description").asText(""), expression.path("usageUnit").asText(""))) {
        firstTier(expression).ifPresent(usd -> highest.merge(what, what.perUnit(usd), Math::max));
      }
    }
  }

  private static boolean isIn(JsonNode sku, String region) {
    for (JsonNode place : sku.path("serviceRegions")) {
      if (place.asText("").equals(region) || place.asText("").equals(EVERYWHERE)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the price of the first tier that costs anything: the free tier comes first in some
   * lists, and it is the account's, not the run's.
   */
  private static OptionalDouble firstTier(JsonNode expression) {
    return Stream.iterate(0, i -> i < expression.path("tieredRates").size(), i -> i + 1)
        .map(i -> expression.path("tieredRates").path(i))
        .filter(rate -> usd(rate) > 0)
        .min(Comparator.comparingDouble(rate -> rate.path("startUsageAmount").asDouble(0)))
        .map(rate -> OptionalDouble.of(usd(rate)))
        .orElse(OptionalDouble.empty());
  }

  private static double usd(JsonNode rate) {
    JsonNode price = rate.path("unitPrice");
    return price.path("units").asLong(0) + price.path("nanos").asLong(0) / 1e9;
  }

  /** Takes one page of an answer. */
  private interface Page {
    void take(JsonNode page);
  }

  private static CompletableFuture<Boolean> pages(Rest rest, String path, Page reader) {
    return rest.get(HOST, path)
        .thenCompose(
            page -> {
              reader.take(page);
              String next = page.path("nextPageToken").asText("");
              if (next.isEmpty()) {
                return CompletableFuture.completedFuture(true);
              }
              String bare = path.replaceAll("&pageToken=.*", "");
              String token = URLEncoder.encode(next, StandardCharsets.UTF_8);
              return pages(rest, bare + "&pageToken=" + token, reader);
            });
  }
}
