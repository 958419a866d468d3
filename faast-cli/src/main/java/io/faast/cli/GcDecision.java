package io.faast.cli;

import io.faast.engine.GcPolicy;
import io.faast.examples.Units;
import io.faast.spi.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a resource is garbage, and why, by the rules that hold when a module is deployed.
 *
 * @param resource the resource
 * @param delete whether it is garbage
 * @param why the reason, for people
 */
record GcDecision(Resource resource, boolean delete, String why) {
  static GcDecision of(Resource resource, String owner, Duration retention, Instant now) {
    Duration age = Duration.between(resource.run().created(), now);
    if (!resource.run().owner().equals(owner)) {
      return keep(resource, "owned by " + resource.run().owner());
    }
    Optional<Duration> kept = GcPolicy.kept(resource.liveness(), retention);
    if (kept.isEmpty()) {
      return keep(resource, "its client is alive");
    }
    boolean dead = resource.liveness() == Resource.Liveness.DEAD;
    return byAge(
        resource, age, kept.get(), dead ? "its client is gone" : "its client may be alive");
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
