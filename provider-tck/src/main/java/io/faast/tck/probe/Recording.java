package io.faast.tck.probe;

import io.faast.spi.Attempt;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.Meter;
import io.faast.spi.Outcome;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the engine asked of a provider, and what it got. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class Recording {
  private final Queue<RecordedAttempt> attempts = new ConcurrentLinkedQueue<>();
  private final List<DeploymentSpec> specs = new CopyOnWriteArrayList<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();
  private volatile List<Meter> meters = List.of();

  Recording() {}

  /** Returns the attempts so far, in the order in which they were handed over. */
  public List<RecordedAttempt> attempts() {
    return List.copyOf(attempts);
  }

  /** Returns the attempts so far at one function. */
  public List<RecordedAttempt> attempts(String function) {
    return attempts.stream().filter(a -> a.attempt().function().startsWith(function)).toList();
  }

  /** Returns what was deployed, in order. */
  public List<DeploymentSpec> specs() {
    return List.copyOf(specs);
  }

  /** Returns the name of the run that was deployed first. */
  public String runId() {
    return specs.get(0).run().runId();
  }

  /** Returns the most attempts that ran at once so far. */
  public int mostInFlight() {
    return mostInFlight.get();
  }

  /** Returns the meters of the last deployment. */
  public List<Meter> meters() {
    return meters;
  }

  void deployed(DeploymentSpec spec) {
    specs.add(spec);
  }

  void metered(List<Meter> deployed) {
    meters = List.copyOf(deployed);
  }

  RecordedAttempt started(Attempt attempt) {
    mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    // The engine may let go of the request's buffer; only its size is of use later.
    Attempt kept =
        new Attempt(
            attempt.call(),
            attempt.number(),
            attempt.function(),
            ByteBuffer.allocate(0),
            attempt.stream(),
            attempt.timeout());
    RecordedAttempt recorded =
        new RecordedAttempt(kept, System.nanoTime(), new CompletableFuture<>());
    attempts.add(recorded);
    return recorded;
  }

  void ended(RecordedAttempt attempt, Outcome outcome) {
    // Without the answer: a recording of ten thousand calls keeps none of their bytes.
    Outcome kept =
        outcome instanceof Outcome.Answered answered
            ? new Outcome.Answered(ByteBuffer.allocate(0), answered.report())
            : outcome;
    inFlight.decrementAndGet();
    attempt.outcome().complete(kept);
  }
}
