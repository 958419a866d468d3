package io.faast.aws;

import io.faast.spi.Capability;
import io.faast.spi.Limits;
import io.faast.spi.ProviderInfo;
import java.time.Duration;
import java.util.Set;

/**
 * The numbers of Lambda, from the page "Lambda quotas" of its developer guide as of November 2025,
 * and what follows from them.
 */
final class AwsLimits {
  /**
   * Largest encoded request, answer or item, in bytes. Lambda carries 6 MiB (6,291,456 bytes) of
   * JSON each way; in Base64, with the fields around it, this stays just below.
   */
  static final int PAYLOAD_BYTES = 4_600 << 10;

  /** Largest zip that CreateFunction takes by itself, in bytes: its request is limited to 70 MB. */
  static final long ZIP_BYTES = 50L << 20;

  /** Largest function with its layers, unzipped, in bytes. */
  static final long UNZIPPED_BYTES = 250L << 20;

  /** Longest timeout. */
  static final Duration TIMEOUT = Duration.ofMinutes(15);

  /** All names and values of environment variables together, in bytes. */
  static final int ENVIRONMENT_BYTES = 4_096;

  private AwsLimits() {}

  static ProviderInfo info() {
    Limits limits =
        new Limits(
            PAYLOAD_BYTES,
            PAYLOAD_BYTES,
            TIMEOUT,
            Duration.ofSeconds(60),
            128,
            10_240,
            1,
            // 1,769 MiB is where a function has one whole core.
            1_769,
            // What an account has by default, and for a start without asking for more.
            10_000,
            100,
            Duration.ofMillis(1));
    return new ProviderInfo("AWS Lambda", REFUSED, limits);
  }

  /** Lambda has no way to stop an invocation. */
  private static final Set<Capability> REFUSED = Set.of(Capability.CANCEL);
}
