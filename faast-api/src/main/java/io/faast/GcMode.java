package io.faast;

/** When the garbage of crashed runs is collected. */
public enum GcMode {
  /** When a module is deployed, at most once an hour per machine and provider. */
  AUTO,
  /** Whenever a module is deployed. */
  FORCE,
  /** Never. */
  OFF
}
