package io.faast.tck;

/**
 * How much a rule binds a provider.
 *
 * @since 0.1.0
 */
public enum Level {
  /** A provider that breaks it is not conformant. */
  MUST,
  /** Breaking it is a defect that users can live with. */
  SHOULD,
  /** Keeping it is welcome. */
  MAY
}
