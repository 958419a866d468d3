package io.faast.spi;

/**
 * Options of one provider, beyond those common to all. Implementations are immutable, and public in
 * the provider's module, so that a user gets completion and a compile error instead of a string
 * map.
 *
 * @since 0.1.0
 */
public interface ProviderOptions {
  /** Returns the name of the provider that understands these options. */
  String provider();
}
