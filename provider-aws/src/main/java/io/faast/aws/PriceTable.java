package io.faast.aws;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** Prices for where the Pricing API cannot be asked: those of one region, as published. */
final class PriceTable {
  private static final LocalDate DATE = LocalDate.of(2025, 11, 1);
  private static final String SOURCE =
      "aws.amazon.com/lambda/pricing, /sqs/pricing, /cloudwatch/pricing, /s3/pricing and"
          + " /ec2/pricing/on-demand (data transfer): us-east-1, first tier, without the free one";

  private static final Map<Metered, Double> US_EAST_1 =
      Map.of(
          Metered.REQUESTS, 0.20e-6,
          Metered.MEMORY_TIME, 0.0000166667,
          Metered.MEMORY_TIME_ARM, 0.0000133334,
          Metered.QUEUE_REQUESTS, 0.40e-6,
          Metered.LOG_INGESTION, 0.50,
          Metered.DATA_OUT, 0.09,
          Metered.STORAGE_WRITES, 0.005e-3,
          Metered.STORAGE_READS, 0.0004e-3,
          Metered.STORAGE, 0.023);

  private PriceTable() {}

  /** Returns the price, or null where the table has none. */
  static @Nullable Price find(Region region, Metered what) {
    Double usd = region.equals(Region.US_EAST_1) ? US_EAST_1.get(what) : null;
    return usd == null ? null : new Price(usd, SOURCE, DATE);
  }
}
