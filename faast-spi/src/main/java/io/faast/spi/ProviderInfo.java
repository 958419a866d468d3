package io.faast.spi;

import java.util.Set;

/**
 * What a provider says of itself without touching its SDK.
 *
 * @param title a name for people, such as "AWS Lambda"
 * @param refused the capabilities that the provider lacks; what is derived from them is added
 * @param limits the numbers that the provider is held to
 * @since 0.1.0
 */
public record ProviderInfo(String title, Set<Capability> refused, Limits limits) {
  /** Completes {@code refused} with what is derived from it. */
  public ProviderInfo {
    refused = Capability.closure(refused);
  }

  /** Returns whether the provider has {@code capability}. */
  public boolean supports(Capability capability) {
    return !refused.contains(capability);
  }
}
