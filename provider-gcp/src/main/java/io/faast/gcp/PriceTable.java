package io.faast.gcp;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prices for where the Cloud Billing Catalog cannot be asked: those of one region. */
final class PriceTable {
  private static final String REGION = "us-central1";
  private static final LocalDate DATE = LocalDate.of(2025, 8, 25);
  private static final String SOURCE =
      "cloud.google.com/run/pricing (request-based billing), /pubsub/pricing, /storage/pricing,"
          + " /build/pricing and /vpc/network-pricing: us-central1, first tier, without the free"
          + " one";

  private static final Map<Metered, Double> US_CENTRAL1 =
      Map.of(
          Metered.REQUESTS, 0.40e-6,
          Metered.CPU_TIME, 0.000024,
          Metered.MEMORY_TIME, 0.0000025,
          Metered.QUEUE_VOLUME, 40.0 / 1_024,
          Metered.DATA_OUT, 0.12,
          Metered.STORAGE_WRITES, 0.005e-3,
          Metered.STORAGE_READS, 0.0004e-3,
          Metered.STORAGE, 0.020,
          Metered.BUILD_TIME, 0.006);

  private PriceTable() {}

  /** Returns the price, or null where the table has none. */
  static @Nullable Price find(String region, Metered what) {
    Double usd = region.equals(REGION) ? US_CENTRAL1.get(what) : null;
    return usd == null ? null : new Price(usd, SOURCE, DATE);
  }
}
