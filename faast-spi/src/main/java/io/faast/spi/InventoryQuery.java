package io.faast.spi;

import org.jspecify.annotations.Nullable;

/**
 * Which resources to list.
 *
 * @param runId only those of this run, or null for all runs
 * @param options the account and place to look in
 * @since 0.1.0
 */
public record InventoryQuery(@Nullable String runId, ProviderOptions options) {}
