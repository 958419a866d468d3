package io.faast.engine;

import io.faast.GcMode;
import io.faast.spi.Resource.Liveness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether and how the garbage of crashed runs is collected.
 *
 * @param mode when
 * @param retention resources of a run that is known to be dead are deleted when older than this,
 *     default 1 day; where it is not known whether the run is alive, when older than twice this and
 *     older than 1 day
 * @param cache directory that remembers when it ran last, shared by the processes of this user
 * @since 0.1.0
 */
public record GcPolicy(GcMode mode, Duration retention, Path cache) {
  /** Where nobody knows whether a run is alive, its resources are left at least this long. */
  private static final Duration LEAST_WHEN_UNKNOWN = Duration.ofDays(1);

  /** Checks the range. */
  public GcPolicy {
    if (retention.isNegative()) {
      throw new IllegalArgumentException("retention must not be negative, but is " + retention);
    }
  }

  /** Returns the policy that holds where the user says nothing. */
  public static GcPolicy defaults() {
    return new GcPolicy(GcMode.AUTO, Duration.ofDays(1), standardCache());
  }

  /**
   * Returns how long a resource of the same owner is kept: it is garbage when it is older than
   * this; never, if empty.
   */
  public static Optional<Duration> kept(Liveness liveness, Duration retention) {
    return switch (liveness) {
      case LIVE -> Optional.empty();
      case DEAD -> Optional.of(retention);
      case UNKNOWN -> {
        Duration twice = retention.multipliedBy(2);
        yield Optional.of(twice.compareTo(LEAST_WHEN_UNKNOWN) > 0 ? twice : LEAST_WHEN_UNKNOWN);
      }
    };
  }

  /** Returns the system property {@code faast.cache}, or else the user's cache directory. */
  public static Path standardCache() {
    String property = System.getProperty("faast.cache");
    if (property != null && !property.isEmpty()) {
      return Path.of(property);
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg != null && !xdg.isEmpty()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home", "."), ".cache");
    return caches.resolve("faast");
  }
}
