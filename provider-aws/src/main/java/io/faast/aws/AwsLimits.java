package io.faast.aws;

import io.faast.aws.worker.FaastHandler;
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
   * Largest encoded request, answer or item, in bytes. S3 would carry more: this is what both sides
   * can be expected to hold in one piece, and what JVMs on this machine take, too.
   */
  static final int PAYLOAD_BYTES = 64 << 20;

  /**
   * The most that Lambda itself carries with a call, in bytes: 6 MiB (6,291,456 bytes) of JSON each
   * way, in Base64 and with a few KiB of fields around it.
   */
  static final int DIRECT_BYTES = FaastHandler.DIRECT_BYTES;

  /**
   * The most that goes as an event, in bytes: in Base64 it leaves room for the answer in Lambda's
   * record of the event.
   */
  static final int EVENT_BYTES = 150 << 10;

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
