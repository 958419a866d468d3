package io.faast.spi;

/**
 * Something a run created that outlives a call: a function, a queue, a directory.
 *
 * @param type what it is, such as {@code queue}
 * @param id names it to the provider
 * @param run the tag that it carries
 * @param liveness whether the run that it belongs to still goes on
 * @since 0.1.0
 */
public record Resource(String type, String id, RunTag run, Liveness liveness) {
  /** Whether a run still goes on. */
  public enum Liveness {
    /** Its client holds it: never to be collected. */
    LIVE,
    /** Its client is gone. */
    DEAD,
    /** The provider cannot tell; age decides. */
    UNKNOWN
  }
}
