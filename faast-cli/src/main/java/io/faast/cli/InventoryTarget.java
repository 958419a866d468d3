package io.faast.cli;

import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.ProviderOptions;
import io.faast.spi.RunTag;
import io.faast.tck.TckTarget;
import java.util.List;

/**
 * Tries a provider of which nothing is known but its interface. What is left behind is what the
 * provider itself admits to; a target of the provider's own finds more.
 */
record InventoryTarget(FaastProvider provider, ProviderOptions options) implements TckTarget {
  @Override
  public List<String> existing(String runId) throws Exception {
    return provider
        .inventory(new InventoryQuery(runId, options))
        .toCompletableFuture()
        .get()
        .stream()
        .map(resource -> resource.type() + " " + resource.id())
        .toList();
  }

  @Override
  public void leaveBehind(RunTag run) {
    throw new UnsupportedOperationException(
        "A client that dies takes a TckTarget of the provider's own: list one in"
            + " META-INF/services/io.faast.tck.TckTarget.");
  }
}
