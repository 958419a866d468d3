package io.faast.engine;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one call differs from the module's others. Immutable.
 *
 * @param timeout how long each attempt may run, at most the module's timeout; null for the module's
 * @param gate limits the calls of a view of the module, or null
 * @since 0.1.0
 */
public record CallOptions(@Nullable Duration timeout, @Nullable CallGate gate) {
  /** As the module's other calls. */
  public static final CallOptions NONE = new CallOptions(null, null);

  /** Checks the range. */
  public CallOptions {
    if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
      throw new IllegalArgumentException("timeout must be positive, but is " + timeout);
    }
  }

  /** Returns these options with another timeout. */
  public CallOptions withTimeout(Duration to) {
    return new CallOptions(Objects.requireNonNull(to), gate);
  }

  /** Returns these options with another gate. */
  public CallOptions withGate(CallGate to) {
    return new CallOptions(timeout, Objects.requireNonNull(to));
  }
}
