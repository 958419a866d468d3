package io.faast.gcp;

import io.faast.spi.Capability;
import io.faast.spi.Limits;
import io.faast.spi.ProviderInfo;
import java.time.Duration;
import java.util.Set;

/**
 * The numbers of Cloud Run functions, from the page "Quotas" of its documentation as of August
 * 2025, and what follows from them.
 */
final class GcpLimits {
  /**
   * Largest encoded request, answer or item, in bytes. Cloud Storage would carry more: this is what
   * both sides can be expected to hold in one piece.
   */
  static final int PAYLOAD_BYTES = 64 << 20;

  /**
   * The most that a request or an answer itself carries, in bytes: 32 MB each way, with what the
   * envelope takes.
   */
  static final int DIRECT_BYTES = 31 << 20;

  /** Longest time until the answer to a request over HTTP. */
  static final Duration LONGEST_REQUEST = Duration.ofMinutes(60);

  /**
   * How much longer than a call Google lets its request run: the worker ends a call at its timeout
   * and says so, and Google's own end, which leaves the code running, is for workers that cannot.
   */
  static final Duration WORKER_GRACE = Duration.ofSeconds(30);

  /** Pub/Sub waits no longer than ten minutes for a push to be answered. */
  static final Duration LONGEST_PUSH = Duration.ofMinutes(10);

  /** Longest timeout in queue mode. */
  static final Duration QUEUE_TIMEOUT = Duration.ofMinutes(9);

  /** Largest source archive, in bytes: what upload URLs of Cloud Functions take. */
  static final long ZIP_BYTES = 100L << 20;

  /** The most instances of a function without asking Google for more. */
  static final int INSTANCES = 1_000;

  private GcpLimits() {}

  static ProviderInfo info() {
    Limits limits =
        new Limits(
            PAYLOAD_BYTES,
            PAYLOAD_BYTES,
            LONGEST_REQUEST.minus(WORKER_GRACE),
            Duration.ofSeconds(60),
            256,
            32_768,
            1,
            // Where Google gives a whole vCPU.
            2_048,
            INSTANCES,
            100,
            Duration.ofMillis(100));
    return new ProviderInfo("Google Cloud Run functions", REFUSED, limits);
  }

  /** Cloud Run has no way to stop a request. */
  private static final Set<Capability> REFUSED = Set.of(Capability.CANCEL);
}
