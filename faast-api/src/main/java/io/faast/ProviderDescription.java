package io.faast;

import io.faast.spi.Capability;
import io.faast.spi.Limits;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider on the class path, or an entry there that should be one.
 *
 * @param name the name to choose it by, or empty if it is too broken to tell
 * @param title a name for people, or empty
 * @param className the class that implements it, or empty
 * @param source the jar or directory that it is from, or empty
 * @param capabilities what it can do
 * @param limits the numbers that it is held to, or null if it is broken
 * @param problem why it cannot be used, or null if it can
 * @since 0.1.0
 */
public record ProviderDescription(
    String name,
    String title,
    String className,
    String source,
    Set<Capability> capabilities,
    @Nullable Limits limits,
    @Nullable String problem) {
  /** Takes a copy of the set. */
  public ProviderDescription {
    capabilities = Set.copyOf(capabilities);
  }

  /** Returns whether it can be used. */
  public boolean usable() {
    return problem == null;
  }
}
