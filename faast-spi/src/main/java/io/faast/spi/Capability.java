package io.faast.spi;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a provider can do. Every capability holds unless a provider refuses it in its {@link
 * ProviderInfo}; refusing one also refuses those derived from it. What is refused must be refused
 * loudly: with an {@link UnsupportedCapabilityException} that names the capability.
 *
 * @since 0.1.0
 */
public enum Capability {
  /** Calls a function and returns its value or its exception. */
  INVOKE(null),
  /** Stops the function's work when its call is cancelled. */
  CANCEL(INVOKE),
  /** Delivers the items of a stream as the function produces them. */
  STREAM(INVOKE),
  /** Holds the producer of a stream back until the consumer asks for more items. */
  BACK_PRESSURE(STREAM),
  /** Ends an attempt that runs longer than its timeout, a CPU-bound loop included. */
  TIMEOUT(INVOKE),
  /**
   * Ends an attempt that uses more memory than it was given, as {@link FailureKind#OUT_OF_MEMORY}.
   */
  MEMORY_LIMIT(INVOKE),
  /** Notices at once that a worker died, instead of waiting for the timeout. */
  CRASH_DETECTION(INVOKE),
  /** Sets environment variables of the function. */
  ENVIRONMENT(INVOKE),
  /** Keeps what functions print, at {@link Deployment#logUrl()}. */
  LOGS(INVOKE),
  /** Meters usage, so that cost can be computed. */
  COST(INVOKE),
  /** Lists the resources that carry a run's tag. */
  INVENTORY(null),
  /** Finds and deletes what crashed clients left behind. */
  GARBAGE_COLLECTION(INVENTORY);

  private final @Nullable Capability parent;

  Capability(@Nullable Capability parent) {
    this.parent = parent;
  }

  /** Returns the capability that this one is derived from, or null if it stands alone. */
  public @Nullable Capability parent() {
    return parent;
  }

  /** Returns {@code refused} together with every capability that is derived from one of them. */
  public static Set<Capability> closure(Set<Capability> refused) {
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    for (Capability capability : values()) {
      for (Capability at = capability; at != null; at = at.parent) {
        if (refused.contains(at)) {
          all.add(capability);
        }
      }
    }
    return Set.copyOf(all);
  }
}
