/**
 * What a provider implements, and nothing else: no cloud SDK, no engine. A provider moves the bytes
 * of one attempt and reports what it metered; whatever is the same on every cloud (retry, back-off,
 * speculation, limits, statistics, cost arithmetic, garbage collection policy) is the engine's.
 */
@NullMarked
package io.faast.spi;

import org.jspecify.annotations.NullMarked;
