package io.faast.engine;

import io.faast.FunctionStats;

/** Counters and durations of a function, or of a stripe, or of all functions. */
final class Tally {
  long calls;
  long completed;
  long failed;
  long cancelled;
  long attempts;
  long retries;
  long speculative;
  final Distribution queueing = new Distribution();
  final Distribution start = new Distribution();
  final Distribution execution = new Distribution();
  final Distribution returning = new Distribution();
  final Distribution total = new Distribution();

  /** From sending an attempt to its answer: what decides who is a straggler. */
  final Distribution response = new Distribution();

  void addTo(Tally sum) {
    sum.calls += calls;
    sum.completed += completed;
    sum.failed += failed;
    sum.cancelled += cancelled;
    sum.attempts += attempts;
    sum.retries += retries;
    sum.speculative += speculative;
    sum.queueing.add(queueing);
    sum.start.add(start);
    sum.execution.add(execution);
    sum.returning.add(returning);
    sum.total.add(total);
    sum.response.add(response);
  }

  boolean sameCounters(Tally other) {
    return calls == other.calls
        && attempts == other.attempts
        && completed + failed + cancelled == other.completed + other.failed + other.cancelled;
  }

  FunctionStats stats(String function) {
    return new FunctionStats(
        function,
        calls,
        completed,
        failed,
        cancelled,
        attempts,
        retries,
        speculative,
        queueing.statistics(),
        start.statistics(),
        execution.statistics(),
        returning.statistics(),
        total.statistics());
  }

  /** Returns what happened since {@code earlier} was the whole. */
  FunctionStats statsSince(Tally earlier, String function) {
    return new FunctionStats(
        function,
        calls - earlier.calls,
        completed - earlier.completed,
        failed - earlier.failed,
        cancelled - earlier.cancelled,
        attempts - earlier.attempts,
        retries - earlier.retries,
        speculative - earlier.speculative,
        queueing.since(earlier.queueing).statistics(),
        start.since(earlier.start).statistics(),
        execution.since(earlier.execution).statistics(),
        returning.since(earlier.returning).statistics(),
        total.since(earlier.total).statistics());
  }
}
