package io.faast.cli;

import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.ProviderOptions;
import io.faast.spi.RunTag;
import io.faast.tck.TckTarget;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Tries a provider of which nothing is known but its interface. What is left behind is what the
 * provider itself admits to; a target of the provider's own finds more.
 */
record InventoryTarget(FaastProvider provider, ProviderOptions options, Map<String, String> text)
    implements TckTarget {
  private static final int PATIENCE_MINUTES = 5;

  @Override
  public List<String> existing(String runId) throws Exception {
    return provider
        .inventory(new InventoryQuery(runId, options))
        .toCompletableFuture()
        .get(PATIENCE_MINUTES, TimeUnit.MINUTES)
        .stream()
        .map(resource -> resource.type() + " " + resource.id())
        .toList();
  }

  @Override
  public void leaveBehind(RunTag run) throws Exception {
    CrashingClient.run(provider.getClass(), text, run);
  }
}
