package io.faast;

import java.time.Duration;

/**
 * Where the time of a call went, as far as it has come. A part that is not known yet, or never will
 * be because the call failed before, is zero.
 *
 * @param queueing from submitting the call until its last attempt was sent
 * @param start from sending the last attempt until the function began
 * @param execution how long the function ran
 * @param returning from the function's end until the answer arrived
 * @param total from submitting the call until it was settled, or until now
 * @since 0.1.0
 */
public record CallTimings(
    Duration queueing, Duration start, Duration execution, Duration returning, Duration total) {}
