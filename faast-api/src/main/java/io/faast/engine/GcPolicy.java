package io.faast.engine;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Whether and how the garbage of crashed runs is collected.
 *
 * @param mode when
 * @param retention resources of a run that is known to be dead are deleted when older than this,
 *     default 1 day; where it is not known whether the run is alive, when older than twice this and
 *     older than 1 day
 * @param cache directory that remembers when it ran last, shared by the processes of this user
 */
public record GcPolicy(Mode mode, Duration retention, Path cache) {
  /** When garbage is collected. */
  public enum Mode {
    /** When a module is deployed, at most once an hour per machine and provider. */
    AUTO,
    /** Whenever a module is deployed. */
    FORCE,
    /** Never. */
    OFF
  }

  /** Checks the range. */
  public GcPolicy {
    if (retention.isNegative()) {
      throw new IllegalArgumentException("retention must not be negative, but is " + retention);
    }
  }

  /** Returns the policy that holds where the user says nothing. */
  public static GcPolicy defaults() {
    return new GcPolicy(Mode.AUTO, Duration.ofDays(1), standardCache());
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
