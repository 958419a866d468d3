package io.faast;

import java.time.Duration;
import java.time.Instant;

/**
 * What one function did during an interval. Functions that did nothing have no event.
 *
 * @param at the end of the interval
 * @param interval its length
 * @param stats counters and durations of the interval alone; its minima and maxima are within 4 %
 * @since 0.1.0
 */
public record StatsEvent(Instant at, Duration interval, FunctionStats stats) {}
