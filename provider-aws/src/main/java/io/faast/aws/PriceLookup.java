package io.faast.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.pricing.PricingAsyncClient;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;

/** Asks the Pricing API what things cost in a region. */
final class PriceLookup {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PriceLookup() {}

  /** Returns the prices that were found, in US dollars; all are asked for at once. */
  static Map<Metered, Double> find(PricingAsyncClient pricing, Region region) {
    Map<Metered, CompletableFuture<OptionalDouble>> asked = new EnumMap<>(Metered.class);
    for (Metered what : Metered.values()) {
      asked.put(what, ask(pricing, region, what));
    }
    Map<Metered, Double> found = new EnumMap<>(Metered.class);
    asked.forEach(
        (what, answer) ->
            Api.await("pricing:GetProducts", what.serviceCode(), answer)
                .ifPresent(price -> found.put(what, price)));
    return found;
  }

  private static CompletableFuture<OptionalDouble> ask(
      PricingAsyncClient pricing, Region region, Metered what) {
    List<Filter> filters = new ArrayList<>();
    filters.add(filter(what.regionAttribute(), region.id()));
    what.attributes().forEach((field, value) -> filters.add(filter(field, value)));
    return pricing
        .getProducts(
            r -> r.serviceCode(what.serviceCode()).filters(filters).formatVersion("aws_v1"))
        .thenApply(products -> firstTier(products.priceList()));
  }

  private static Filter filter(String field, String value) {
    return Filter.builder().type(FilterType.TERM_MATCH).field(field).value(value).build();
  }

  /**
   * Returns the highest price of the first tier that costs anything: a free tier comes first in
   * some lists, and it is the account's, not the run's.
   */
  static OptionalDouble firstTier(List<String> products) {
    List<Tier> tiers = new ArrayList<>();
    for (String product : products) {
      try {
        for (JsonNode term : JSON.readTree(product).path("terms").path("OnDemand")) {
          for (JsonNode dimension : term.path("priceDimensions")) {
            double usd = dimension.path("pricePerUnit").path("USD").asDouble(0);
            if (usd > 0) {
              tiers.add(new Tier(dimension.path("beginRange").asDouble(0), usd));
            }
          }
        }
      } catch (IOException e) {
        return OptionalDouble.empty(); // a price that cannot be read is not known
      }
    }
    return tiers.stream()
        .min(
            Comparator.comparingDouble(Tier::from)
                .thenComparing(Tier::usd, Comparator.reverseOrder()))
        .map(tier -> OptionalDouble.of(tier.usd()))
        .orElse(OptionalDouble.empty());
  }

  private record Tier(double from, double usd) {}
}
