/**
 * What a provider implements, and nothing else: no cloud SDK, no engine. A provider moves the bytes
 * of one attempt and reports what it metered; whatever is the same on every cloud (retry, back-off,
 * speculation, limits, statistics, cost arithmetic, garbage collection policy) is the engine's.
 *
 * <p><b>Threads.</b> Records and enums are immutable, and may be used by many threads; whose the
 * arrays and buffers in them are, each says. {@link io.faast.spi.FaastProvider}, {@link
 * io.faast.spi.Deployment} and {@link io.faast.spi.Invocation} are implemented by providers, and
 * called by many threads at once; {@link io.faast.spi.AttemptListener} is implemented by the
 * engine, and may be called by any thread, also by the one that calls {@code invoke}.
 *
 * <p><b>Order.</b> Attempts are independent: nothing is ordered between two of them. Within one,
 * {@code cancel} and {@code request} may come at any time after {@code invoke} has returned, also
 * after the outcome; items may come in any order, since each carries its number, and after the
 * outcome; the first outcome counts. {@code close} may come at any time, also while attempts begin,
 * and everything that begins after it ends as a failure.
 *
 * <p><b>Versions.</b> A change that an older provider would not survive raises {@link
 * io.faast.spi.FaastProvider#API_VERSION}, by which such a provider is refused before anything is
 * created; others, such as a new method with a default, do not.
 *
 * @since 0.1.0
 */
@NullMarked
package io.faast.spi;

import org.jspecify.annotations.NullMarked;
