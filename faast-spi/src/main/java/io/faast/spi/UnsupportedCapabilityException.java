package io.faast.spi;

/**
 * Something was asked of a provider that it refuses; names the capability.
 *
 * @since 0.1.0
 */
public final class UnsupportedCapabilityException extends ProviderException {
  private static final long serialVersionUID = 1L;

  private final Capability capability;

  /** Makes the refusal of {@code capability} by the provider of that name. */
  public UnsupportedCapabilityException(String provider, Capability capability) {
    super(
        "Provider \"" + provider + "\" refuses " + capability + ".",
        "Use a provider that has " + capability + "; `faast providers` lists them.",
        null);
    this.capability = capability;
  }

  /** Returns what was refused. */
  public Capability capability() {
    return capability;
  }
}
