package io.faast;

/**
 * What the calls of one function did. A call counts once in {@code calls}, however often it was
 * tried; every attempt that was sent counts in {@code attempts}, so {@code attempts} is at most
 * {@code calls + retries + speculative}. Durations are of answered attempts, except {@code total}.
 *
 * @param function its name
 * @param calls calls submitted, streams included
 * @param completed calls that ended with a value
 * @param failed calls that ended with an exception
 * @param cancelled calls that were cancelled, or given up by closing the module
 * @param attempts attempts sent
 * @param retries attempts sent after a failed one
 * @param speculative second attempts sent because the first was slow
 * @param queueing from submitting a call (or its retry) until the attempt was sent
 * @param start from sending an attempt until the function began; corrected by the estimated
 *     difference of the clocks
 * @param execution how long the function ran
 * @param returning from the function's end until the answer arrived; corrected likewise
 * @param total from submitting a call until it was settled, failed calls included
 * @since 0.1.0
 */
public record FunctionStats(
    String function,
    long calls,
    long completed,
    long failed,
    long cancelled,
    long attempts,
    long retries,
    long speculative,
    Statistics queueing,
    Statistics start,
    Statistics execution,
    Statistics returning,
    Statistics total) {
  /** Returns how many calls have not been settled. */
  public long pending() {
    return calls - completed - failed - cancelled;
  }
}
