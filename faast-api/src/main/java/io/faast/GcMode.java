package io.faast;

/**
 * When the garbage of crashed runs is collected.
 *
 * @since 0.1.0
 */
public enum GcMode {
  /** When a module is deployed, at most once an hour per machine and provider. */
  AUTO,
  /** Whenever a module is deployed. */
  FORCE,
  /** Never. */
  OFF
}
