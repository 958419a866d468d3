package io.faast.gcp;

import io.faast.spi.Resource.Liveness;
import io.faast.spi.RunTag;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a run goes on: by its client's process, if that was on this machine, and by the
 * lease in its bucket's labels.
 */
final class Life {
  private Life() {}

  /**
   * Tells it.
   *
   * @param labels of a resource of the run
   * @param bucket labels of the run's bucket, or null if that does not exist
   */
  static Liveness of(
      RunTag run, Map<String, String> labels, @Nullable Map<String, String> bucket, Instant now) {
    Optional<Boolean> process = ClientMark.lives(labels.getOrDefault(Labels.CLIENT, ""));
    if (process.isPresent() && !process.get()) {
      return Liveness.DEAD;
    }
    // What is made before the bucket is, or is deleted after it, has no lease to look at.
    Instant held = bucket == null ? run.created().plus(Heartbeat.LEASE) : lease(bucket);
    if (now.isBefore(held)) {
      return bucket == null && process.isEmpty() ? Liveness.UNKNOWN : Liveness.LIVE;
    }
    return bucket == null && process.isEmpty() ? Liveness.DEAD : Liveness.UNKNOWN;
  }

  private static Instant lease(Map<String, String> labels) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(labels.getOrDefault(Labels.ALIVE_UNTIL, "")));
    } catch (NumberFormatException e) {
      return Instant.MIN; // not written by us: nobody holds it
    }
  }
}
