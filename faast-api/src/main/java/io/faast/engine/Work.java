package io.faast.engine;

import io.faast.CallTimings;
import io.faast.spi.Attempt;
import io.faast.spi.AttemptReport;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import io.faast.worker.ReplyHeader;
import io.faast.worker.ReplyMessage;
import io.faast.worker.RequestMessage;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call while it is being worked on: its attempts, one after the other or two side by side, until
 * it settles, which happens once. Its monitor guards its state; no provider is called under it.
 */
abstract class Work {
  final Engine engine;
  final FunctionHandle<?> function;
  final FunctionMeter meter;
  final @Nullable CallGate gate;
  final long id;
  final long timeoutNanos;
  final long submittedNanos;
  private final Duration timeout;

  // Guarded by this.
  private @Nullable ByteBuffer request;
  private @Nullable AttemptRun first;
  private @Nullable AttemptRun copy;
  private Scheduler.@Nullable Timer retryTimer;
  private int attempts;
  private int retries;
  private boolean speculated;
  private boolean settled;
  private @Nullable AttemptReport report;
  private long queueingNanos;
  private long startNanos;
  private long executionNanos;
  private long returningNanos;
  private long settledNanos;

  Work(Engine engine, FunctionHandle<?> function, CallOptions options, long id) {
    this.engine = engine;
    this.function = function;
    this.gate = options.gate();
    this.timeout = engine.timeout(options);
    this.timeoutNanos = timeout.toNanos();
    this.id = id;
    this.meter = engine.meters.of(function.name());
    this.submittedNanos = engine.scheduler.nanos();
  }

  /** Takes the end of the work, once. */
  abstract void publish(Settled how);

  /**
   * Takes an answer of {@code attempt}: {@link #settle}s, fails the attempt, or waits for items.
   */
  abstract void accept(AttemptRun attempt, ReplyMessage reply);

  /** Takes an encoded item. */
  abstract void item(AttemptRun attempt, ByteBuffer item);

  /** The attempt is about to be sent; called under the monitor. */
  void starting(AttemptRun attempt) {}

  /** The attempt is under way, and can be asked for items. */
  void sent(AttemptRun attempt) {}

  /** Returns whether nothing has been given away that another attempt would give again. */
  boolean restartable() {
    return true;
  }

  /** Forgets what the failed attempt brought. */
  void restart() {}

  boolean streams() {
    return false;
  }

  final void begin(ByteBuffer encoded) {
    AttemptRun attempt = new AttemptRun(this, false, submittedNanos);
    synchronized (this) {
      request = encoded;
      first = attempt;
    }
    if (!engine.enter(attempt, true)) {
      settle(new Settled.Failed(Failures.overloaded(this)), attempt);
    } else {
      giveUpIfClosed();
    }
  }

  /** Returns what to send, or null if the work needs no attempt any more. */
  final @Nullable Attempt sending(AttemptRun attempt) {
    if (engine.closed()) {
      giveUp();
      return null;
    }
    ByteBuffer encoded;
    int number;
    synchronized (this) {
      encoded = request;
      // Neither the first nor the copy: the slow attempt that it should have stood beside has
      // ended.
      if (settled || encoded == null || (attempt != first && attempt != copy)) {
        return null;
      }
      number = ++attempts;
      starting(attempt);
      queueingNanos = attempt.sentNanos - attempt.enqueuedNanos;
    }
    meter.sent(number > 1 && !attempt.speculative, attempt.speculative);
    return new Attempt(
        id,
        number,
        function.name(),
        RequestMessage.withAttempt(encoded, number),
        streams(),
        timeout);
  }

  final void ended(AttemptRun attempt, Outcome outcome, long now) {
    if (!current(attempt, outcome.report())) {
      return;
    }
    if (outcome instanceof Outcome.Answered answered) {
      answered(attempt, answered, now);
    } else if (outcome instanceof Outcome.Failed failed) {
      failed(attempt, Failure.of(failed));
    }
  }

  private synchronized boolean current(AttemptRun attempt, AttemptReport ofAttempt) {
    if (settled || (attempt != first && attempt != copy)) {
      return false;
    }
    report = ofAttempt;
    return true;
  }

  private void answered(AttemptRun attempt, Outcome.Answered answered, long now) {
    ReplyMessage reply;
    try {
      reply = Answers.read(answered, id);
    } catch (BadAnswerException e) {
      failed(attempt, e.failure());
      return;
    }
    measure(attempt, answered.report(), Answers.header(reply), now);
    URI log = answered.report().logUrl();
    if (reply instanceof ReplyMessage.Refused refused) {
      settle(new Settled.Failed(Failures.refused(this, refused, log)), attempt);
    } else if (reply instanceof ReplyMessage.Thrown thrown) {
      settle(new Settled.Threw(thrown.thrown(), log), attempt);
    } else {
      accept(attempt, reply);
    }
  }

  private void measure(
      AttemptRun attempt, AttemptReport of, @Nullable ReplyHeader header, long now) {
    if (header == null) {
      return;
    }
    long begun = header.startedEpochNanos();
    long execution = Math.max(0, header.executionNanos());
    long forth = begun - engine.epochNanos(attempt.sentNanos);
    long back = engine.epochNanos(now) - begun - execution;
    long skew = engine.skews.update(of.workerId(), forth - of.initNanos(), back);
    long queueing = attempt.sentNanos - attempt.enqueuedNanos;
    long start = Math.max(0, forth - skew);
    long returning = Math.max(0, back + skew);
    synchronized (this) {
      startNanos = start;
      executionNanos = execution;
      returningNanos = returning;
    }
    meter.answered(queueing, start, execution, returning, now - attempt.sentNanos);
  }

  /**
   * An attempt ended without an answer: it is tried again, or the other goes on, or that was it.
   */
  final void failed(AttemptRun attempt, Failure failure) {
    boolean rests;
    synchronized (this) {
      if (settled || !forget(attempt) || first != null) {
        return;
      }
      RetryPolicy policy = engine.options.retry();
      rests = retries < policy.maxRetries() && policy.covers(failure) && restartable();
      if (rests) {
        restart();
        long delay = policy.delayNanos(retries++, failure.retryAfter(), engine.options.random());
        engine.resting.add(this);
        retryTimer = engine.scheduler.after(delay, this::retry);
      }
    }
    if (rests) {
      giveUpIfClosed(); // closing may have looked for it before it rested
      return;
    }
    boolean cancelled = failure.kind() == FailureKind.CANCELLED && engine.closed();
    Throwable why = Failures.of(this, failure);
    settle(cancelled ? new Settled.GivenUp(why) : new Settled.Failed(why), attempt);
  }

  private boolean forget(AttemptRun attempt) {
    if (attempt == copy) {
      copy = null;
    } else if (attempt == first) {
      first = copy;
      copy = null;
    } else {
      return false;
    }
    return true;
  }

  private void retry() {
    AttemptRun attempt = new AttemptRun(this, false, engine.scheduler.nanos());
    synchronized (this) {
      retryTimer = null;
      if (settled) {
        return;
      }
      first = attempt;
    }
    engine.resting.remove(this);
    engine.enter(attempt, false);
    giveUpIfClosed();
  }

  /** Sends a second attempt beside a slow one, if that is allowed and a permit is free. */
  final void speculate(AttemptRun slow) {
    if (streams() || !mayCopy(slow) || !engine.tryEnter(gate)) {
      return;
    }
    AttemptRun second = new AttemptRun(this, true, engine.scheduler.nanos());
    synchronized (this) {
      if (mayCopy(slow)) {
        speculated = true;
        copy = second;
      }
    }
    // If there is nothing to copy any more, sending ends at once and gives the permits back.
    Trampoline.send(second);
  }

  private synchronized boolean mayCopy(AttemptRun slow) {
    return !settled && !speculated && slow == first && !slow.ended();
  }

  /** The engine closes. */
  final void giveUp() {
    settle(new Settled.GivenUp(Failures.closedMeanwhile(this)), null);
  }

  /** Of what is on its way from one place to the next when the engine closes, it does not know. */
  final void giveUpIfClosed() {
    if (engine.closed()) {
      giveUp();
    }
  }

  /** The engine itself failed at the outcome of an attempt. */
  final void broken(AttemptRun attempt, Throwable why) {
    String message = "The outcome of the attempt could not be understood: " + why + ".";
    failed(attempt, Failure.protocol(message, why, null));
  }

  /**
   * Settles the work, if it is not yet.
   *
   * @param ended the attempt that has ended by itself, or null; the others are abandoned
   */
  final boolean settle(Settled how, @Nullable AttemptRun ended) {
    AttemptRun one;
    AttemptRun other;
    Scheduler.Timer timer;
    synchronized (this) {
      if (settled) {
        return false;
      }
      settled = true;
      settledNanos = engine.scheduler.nanos();
      one = first;
      other = copy;
      timer = retryTimer;
      first = null;
      copy = null;
      retryTimer = null;
      request = null;
      // Here, so that whoever finds the work settled finds it counted, too.
      meter.settled(how, settledNanos - submittedNanos);
    }
    if (timer != null) {
      timer.cancel();
      engine.resting.remove(this);
    }
    if (how.byUser()) {
      // The user's own actions run next: the attempts are stopped before them.
      try {
        abandon(one, other, ended);
      } finally {
        publish(how);
      }
    } else {
      publish(how);
      abandon(one, other, ended);
    }
    return true;
  }

  private static void abandon(
      @Nullable AttemptRun one, @Nullable AttemptRun other, @Nullable AttemptRun ended) {
    if (one != null && one != ended) {
      one.abandon();
    }
    if (other != null && other != ended) {
      other.abandon();
    }
  }

  final synchronized boolean isSettled() {
    return settled;
  }

  public final synchronized int attempts() {
    return attempts;
  }

  final synchronized CallTimings timings() {
    long end = settled ? settledNanos : engine.scheduler.nanos();
    return new CallTimings(
        Duration.ofNanos(queueingNanos),
        Duration.ofNanos(startNanos),
        Duration.ofNanos(executionNanos),
        Duration.ofNanos(returningNanos),
        Duration.ofNanos(end - submittedNanos));
  }

  final synchronized @Nullable AttemptReport report() {
    return report;
  }

  public final @Nullable URI logUrl() {
    AttemptReport last = report();
    return last == null ? null : last.logUrl();
  }
}
