package io.faast.tck.reference;

import io.faast.spi.ProviderOptions;

/** Options of the provider: which of the process's substrates to use. */
public record InProcessOptions(String place) implements ProviderOptions {
  @Override
  public String provider() {
    return InProcessProvider.NAME;
  }
}
