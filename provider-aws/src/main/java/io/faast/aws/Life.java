package io.faast.aws;

import io.faast.spi.Resource.Liveness;
import io.faast.spi.RunTag;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a run goes on: by its client's process, if that was on this machine, and by the
 * lease in its function's tags.
 */
final class Life {
  private Life() {}

  /**
   * Tells it.
   *
   * @param tags of a resource of the run
   * @param function tags of the run's function, or null if that does not exist
   */
  static Liveness of(
      RunTag run, Map<String, String> tags, @Nullable Map<String, String> function, Instant now) {
    Optional<Boolean> process = ClientMark.lives(tags.getOrDefault(Tags.CLIENT, ""));
    if (process.isPresent() && !process.get()) {
      return Liveness.DEAD;
    }
    // What is made before the function is, or is deleted after it, has no lease to look at.
    Instant held = function == null ? run.created().plus(Heartbeat.LEASE) : instant(function);
    if (now.isBefore(held)) {
      return function == null && process.isEmpty() ? Liveness.UNKNOWN : Liveness.LIVE;
    }
    return function == null && process.isEmpty() ? Liveness.DEAD : Liveness.UNKNOWN;
  }

  private static Instant instant(Map<String, String> tags) {
    try {
      return Instant.parse(tags.getOrDefault(Tags.ALIVE_UNTIL, ""));
    } catch (DateTimeException e) {
      return Instant.MIN; // not written by us: nobody holds it
    }
  }
}
