package io.faast.emulator.gcp.billing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import java.util.List;

/**
 * Something that Google sells, with the prices of the public lists of 2026 for us-central1. Some
 * neighbours are here that a careless search would take for it.
 *
 * @param free how much of it is free each month
 * @param nanos what a unit costs after that, in billionths of a US dollar
 */
record Sku(
    String id,
    BilledService service,
    String description,
    List<String> regions,
    String usageUnit,
    double free,
    long nanos) {

  private static final List<String> GLOBAL = List.of("global");
  private static final List<String> TIER_1 = List.of("us-central1", "us-east1", "europe-west1");
  private static final List<String> TIER_2 = List.of("europe-west2", "europe-west3");
  private static final long DOLLAR = 1_000_000_000;

  static final List<Sku> ALL =
      List.of(
          run("2DA5-55D3-E679", "Requests", GLOBAL, "count", 2_000_000, 400),
          run(
              "4856-B847-F1EB",
              "Services CPU (Request-based billing)",
              TIER_1,
              "s",
              180_000,
              24_000),
          run(
              "02A2-9231-36A6",
              "Services Memory (Request-based billing)",
              TIER_1,
              "GiBy.s",
              360_000,
              2_500),
          run(
              "085C-A237-027A",
              "Services CPU Tier 2 (Request-based billing)",
              TIER_2,
              "s",
              180_000,
              33_600),
          run(
              "600C-3782-6708",
              "Services Memory Tier 2 (Request-based billing)",
              TIER_2,
              "GiBy.s",
              360_000,
              3_500),
          run(
              "B7B1-0001-0001",
              "Services Min Instance CPU (Request-based billing)",
              TIER_1,
              "s",
              0,
              2_500),
          run(
              "B7B1-0001-0002",
              "Services CPU (Instance-based billing) in us-central1",
              TIER_1,
              "s",
              240_000,
              18_000),
          run("B7B1-0001-0003", "Jobs CPU in us-central1", TIER_1, "s", 240_000, 18_000),
          run(
              "B7B1-0001-0004",
              "Cloud Run Network Internet Data Transfer Out North America to North America",
              TIER_1,
              "GiBy",
              1,
              DOLLAR * 12 / 100),
          new Sku(
              "027D-B6C7-CCA2",
              BilledService.PUBSUB,
              "Message Delivery Basic",
              GLOBAL,
              "TiBy",
              10.0 / 1_024,
              40 * DOLLAR),
          new Sku(
              "3EAB-48F3-A0D5",
              BilledService.PUBSUB,
              "Subscriptions message backlog",
              GLOBAL,
              "GiBy.mo",
              0,
              DOLLAR * 27 / 100),
          storage(
              "B7B1-0002-0001", "Standard Storage US Regional", TIER_1, "GiBy.mo", 5, 20_000_000),
          storage(
              "B7B1-0002-0002",
              "Autoclass Standard Storage Iowa",
              TIER_1,
              "GiBy.mo",
              0,
              20_000_000),
          storage(
              "B7B1-0002-0003", "Nearline Storage US Regional", TIER_1, "GiBy.mo", 0, 10_000_000),
          storage(
              "4DBF-185F-A415",
              "Regional Standard Class A Operations",
              GLOBAL,
              "count",
              5_000,
              5_000),
          storage(
              "7870-010B-2763",
              "Regional Standard Class B Operations",
              GLOBAL,
              "count",
              50_000,
              400),
          storage(
              "22EB-AAE8-FBCD",
              "Download Worldwide Destinations (excluding Asia & Australia)",
              GLOBAL,
              "GiBy",
              100,
              DOLLAR * 12 / 100),
          new Sku(
              "B7B1-0003-0001",
              BilledService.BUILD,
              "Build Time: e2-standard-2",
              GLOBAL,
              "min",
              2_500,
              6_000_000));

  private static Sku run(
      String id, String description, List<String> regions, String unit, double free, long nanos) {
    return new Sku(id, BilledService.RUN, description, regions, unit, free, nanos);
  }

  private static Sku storage(
      String id, String description, List<String> regions, String unit, double free, long nanos) {
    return new Sku(id, BilledService.STORAGE, description, regions, unit, free, nanos);
  }

  ObjectNode document() {
    ObjectNode document =
        Json.object()
            .put("name", service.resource() + "/skus/" + id)
            .put("skuId", id)
            .put("description", description)
            .put("serviceProviderName", "Google");
    document
        .putObject("category")
        .put("serviceDisplayName", service.displayName())
        .put("resourceFamily", "ApplicationServices")
        .put("usageType", "OnDemand");
    ArrayNode places = document.putArray("serviceRegions");
    regions.forEach(places::add);
    ObjectNode expression =
        document.putArray("pricingInfo").addObject().putObject("pricingExpression");
    expression.put("usageUnit", usageUnit).put("displayQuantity", 1);
    ArrayNode rates = expression.putArray("tieredRates");
    if (free > 0) {
      rate(rates.addObject(), 0, 0);
    }
    rate(rates.addObject(), free, nanos);
    return document;
  }

  private static void rate(ObjectNode rate, double from, long nanos) {
    rate.put("startUsageAmount", from);
    rate.putObject("unitPrice")
        .put("currencyCode", "USD")
        .put("units", String.valueOf(nanos / DOLLAR))
        .put("nanos", nanos % DOLLAR);
  }
}
