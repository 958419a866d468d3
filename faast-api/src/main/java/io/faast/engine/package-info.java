/**
 * Internal: what is the same on every provider. Dispatch, limits, retry, speculation, streams,
 * statistics, cost and garbage collection. Users import {@code io.faast}.
 */
@NullMarked
package io.faast.engine;

import org.jspecify.annotations.NullMarked;
