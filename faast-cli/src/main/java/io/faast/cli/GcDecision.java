package io.faast.cli;

import io.faast.examples.Units;
import io.faast.spi.Resource;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a resource is garbage, and why, by the rules that hold when a module is deployed.
 *
 * @param resource the resource
 * @param delete whether it is garbage
 * @param why the reason, for people
 */
record GcDecision(Resource resource, boolean delete, String why) {
  /** Where nobody knows whether a run is alive, its resources are left at least this long. */
  private static final Duration LEAST_AGE_WHEN_UNKNOWN = Duration.ofDays(1);

  static GcDecision of(Resource resource, String owner, Duration retention, Instant now) {
    Duration age = Duration.between(resource.run().created(), now);
    if (!resource.run().owner().equals(owner)) {
      return keep(resource, "owned by " + resource.run().owner());
    }
    return switch (resource.liveness()) {
      case LIVE -> keep(resource, "its client is alive");
      case DEAD -> byAge(resource, age, retention, "its client is gone");
      case UNKNOWN -> {
        Duration twice = retention.multipliedBy(2);
        Duration least =
            twice.compareTo(LEAST_AGE_WHEN_UNKNOWN) > 0 ? twice : LEAST_AGE_WHEN_UNKNOWN;
        yield byAge(resource, age, least, "its client may be alive");
      }
    };
  }

  private static GcDecision byAge(Resource resource, Duration age, Duration least, String client) {
    String why = client + ", " + Units.time(age) + " old";
    return age.compareTo(least) > 0
        ? new GcDecision(resource, true, why)
        : keep(resource, why + "; kept until " + Units.time(least));
  }

  private static GcDecision keep(Resource resource, String why) {
    return new GcDecision(resource, false, why);
  }
}
