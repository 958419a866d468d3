package io.faast.spi;

/**
 * How calls travel to the functions. A provider with one way only takes all three for that way.
 *
 * @since 0.1.0
 */
public enum InvocationMode {
  /** The provider picks by timeout and size. */
  AUTO,
  /** One request that waits for its answer. */
  DIRECT,
  /** Through queues, for long calls and high rates. */
  QUEUE
}
