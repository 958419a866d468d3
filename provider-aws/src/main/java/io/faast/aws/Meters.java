package io.faast.aws;

import io.faast.spi.Meter;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import software.amazon.awssdk.regions.Region;

/** What is metered, and what it costs. */
final class Meters {
  private static final LocalDate TABLE_DATE = LocalDate.of(2025, 11, 1);
  private static final String TABLE =
      "AWS price lists of us-east-1 (aws.amazon.com/lambda/pricing and those of SQS, CloudWatch and"
          + " EC2 data transfer): first tier, without the free one";

  private Meters() {}

  static List<Meter> of(Region region, Architecture architecture) {
    boolean known = region.equals(Region.US_EAST_1);
    return List.of(
        meter("requests", "request", known, 0.20e-6),
        meter(
            "memory-time",
            "GB-s",
            known,
            architecture == Architecture.ARM64 ? 0.0000133334 : 0.0000166667),
        meter("queue-requests", "request", known, 0.40e-6),
        meter("log-ingestion", "GB", known, 0.50),
        meter("data-out", "GB", known, 0.09));
  }

  private static Meter meter(String name, String unit, boolean known, double price) {
    return new Meter(
        name,
        unit,
        known ? OptionalDouble.of(price) : OptionalDouble.empty(),
        known ? TABLE : "not known for this region without the Pricing API",
        TABLE_DATE);
  }
}
