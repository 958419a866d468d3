package io.faast;

/**
 * A summary of durations, in milliseconds. Without samples every number is 0.
 *
 * @param samples how many durations
 * @param min the shortest
 * @param max the longest
 * @param mean the arithmetic mean
 * @param stdev the standard deviation of the sample
 * @param p50 the median, within 4 %
 * @param p90 the 90th percentile, within 4 %
 * @param p99 the 99th percentile, within 4 %
 * @since 0.1.0
 */
public record Statistics(
    long samples,
    double min,
    double max,
    double mean,
    double stdev,
    double p50,
    double p90,
    double p99) {}
