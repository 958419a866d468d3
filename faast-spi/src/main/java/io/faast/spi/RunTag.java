package io.faast.spi;

import java.time.Instant;

/**
 * Marks every resource with the run that it belongs to.
 *
 * @param runId names the run: {@code [a-z0-9-]}, at most 40 characters, unique
 * @param owner names who started the run; garbage collection never touches another owner's
 *     resources
 * @param created when the run began
 * @since 0.1.0
 */
public record RunTag(String runId, String owner, Instant created) {}
