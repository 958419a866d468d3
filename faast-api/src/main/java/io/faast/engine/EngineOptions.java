package io.faast.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * How the engine treats calls; memory, timeout and concurrency are in the {@link
 * io.faast.spi.DeploymentSpec}. Immutable.
 *
 * @param rate of attempts over all functions, default none
 * @param retry default {@link RetryPolicy#defaults()}
 * @param speculation default {@link SpeculationPolicy#defaults()}
 * @param answerGrace an attempt without an answer for its timeout and this long has lost it; it
 *     covers what comes before the function runs, such as starting a worker; default 10 s
 * @param validate whether values are checked to survive the wire before they are sent, default yes
 * @param maxQueued calls that may wait for their turn, default 1,000,000
 * @param gc default {@link GcPolicy#defaults()}
 * @param clock tells the age of garbage and the time of events, default the system's
 * @param random picks back-off delays; safe for use by many threads
 * @since 0.1.0
 */
public record EngineOptions(
    RateLimit rate,
    RetryPolicy retry,
    SpeculationPolicy speculation,
    Duration answerGrace,
    boolean validate,
    int maxQueued,
    GcPolicy gc,
    InstantSource clock,
    RandomGenerator random) {
  /** Checks the ranges. */
  public EngineOptions {
    if (answerGrace.isNegative() || maxQueued < 0) {
      throw new IllegalArgumentException("answerGrace and maxQueued must not be negative");
    }
  }

  /** Returns what holds where the user says nothing. */
  public static EngineOptions defaults() {
    return new EngineOptions(
        RateLimit.NONE,
        RetryPolicy.defaults(),
        SpeculationPolicy.defaults(),
        Duration.ofSeconds(10),
        true,
        1_000_000,
        GcPolicy.defaults(),
        InstantSource.system(),
        new Random());
  }

  /** Returns these options with another rate. */
  public EngineOptions withRate(RateLimit to) {
    return new EngineOptions(
        to, retry, speculation, answerGrace, validate, maxQueued, gc, clock, random);
  }

  /** Returns these options with another retry policy. */
  public EngineOptions withRetry(RetryPolicy to) {
    return new EngineOptions(
        rate, to, speculation, answerGrace, validate, maxQueued, gc, clock, random);
  }

  /** Returns these options with another speculation policy. */
  public EngineOptions withSpeculation(SpeculationPolicy to) {
    return new EngineOptions(rate, retry, to, answerGrace, validate, maxQueued, gc, clock, random);
  }

  /** Returns these options with another grace for answers. */
  public EngineOptions withAnswerGrace(Duration to) {
    return new EngineOptions(rate, retry, speculation, to, validate, maxQueued, gc, clock, random);
  }

  /** Returns these options with validation switched on or off. */
  public EngineOptions withValidate(boolean to) {
    return new EngineOptions(
        rate, retry, speculation, answerGrace, to, maxQueued, gc, clock, random);
  }

  /** Returns these options with another bound of the queue. */
  public EngineOptions withMaxQueued(int to) {
    return new EngineOptions(
        rate, retry, speculation, answerGrace, validate, to, gc, clock, random);
  }

  /** Returns these options with another policy for garbage. */
  public EngineOptions withGc(GcPolicy to) {
    return new EngineOptions(
        rate, retry, speculation, answerGrace, validate, maxQueued, to, clock, random);
  }

  /** Returns these options with another clock. */
  public EngineOptions withClock(InstantSource to) {
    return new EngineOptions(
        rate, retry, speculation, answerGrace, validate, maxQueued, gc, to, random);
  }

  /** Returns these options with another source of randomness. */
  public EngineOptions withRandom(RandomGenerator to) {
    return new EngineOptions(
        rate, retry, speculation, answerGrace, validate, maxQueued, gc, clock, to);
  }
}
