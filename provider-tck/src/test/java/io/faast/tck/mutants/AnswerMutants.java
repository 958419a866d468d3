package io.faast.tck.mutants;

import io.faast.spi.Attempt;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.FailureKind;
import io.faast.spi.Invocation;
import io.faast.spi.Outcome;
import io.faast.tck.probe.DelegatingDeployment;
import io.faast.tck.probe.FaultyProvider;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Defects in what becomes of attempts. */
final class AnswerMutants {
  private AnswerMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.losing(
            "loses an answer",
            "SPI-01",
            "no outcome",
            lost ->
                Defects.outcome(
                    (attempt, outcome) -> attempt.call() == 7 ? Defects.lose(lost) : outcome)),
        new Mutant(
            "delivers an answer twice, the second time another one",
            "SPI-01",
            "an attempt got",
            Defects.invoke(
                (way, attempt, listener) ->
                    way.invoke(
                        attempt,
                        Defects.listening(
                            listener,
                            outcome -> {
                              listener.onOutcome(outcome);
                              listener.onOutcome(
                                  new Outcome.Failed(
                                      FailureKind.CRASHED, "again", outcome.report()));
                            })))),
        Mutant.losing(
            "leaves attempts without an outcome at close",
            "SPI-02",
            "no outcome",
            lost ->
                provider ->
                    Defects.outcome((attempt, outcome) -> cancelled(outcome) ? null : outcome)
                        .apply(Defects.closed(lost).apply(provider))),
        new Mutant(
            "ends attempts at close as crashed",
            "SPI-02",
            "how an attempt ended that close cut off",
            Defects.outcome(
                (attempt, outcome) ->
                    cancelled(outcome)
                        ? new Outcome.Failed(FailureKind.CRASHED, "gone", outcome.report())
                        : outcome)),
        new Mutant(
            "throws from invoke after close",
            "SPI-04",
            "RejectedExecutionException",
            Defects.deployment((deployed, spec) -> new ThrowsAfterClose(deployed))),
        Mutant.losing(
            "blocks in invoke",
            "SPI-05",
            "did not settle",
            lost ->
                Defects.invoke((way, attempt, listener) -> blocking(way, attempt, listener, lost))),
        new Mutant(
            "reads the request's own buffer",
            "SPI-06",
            "the request's buffer was changed by invoke",
            Defects.invoke(
                (way, attempt, listener) -> {
                  Invocation begun =
                      way.invoke(withRequest(attempt, Defects.copy(attempt.request())), listener);
                  attempt.request().position(attempt.request().limit());
                  return begun;
                })),
        new Mutant(
            "takes the array behind the request",
            "SPI-07",
            "ReadOnlyBufferException",
            Defects.invoke(
                (way, attempt, listener) ->
                    way.invoke(
                        withRequest(attempt, ByteBuffer.wrap(attempt.request().array())),
                        listener))),
        new Mutant(
            "writes answers into one buffer",
            "SPI-08",
            "answers that were kept for a while",
            Defects.deployment((deployed, spec) -> new ReusesBuffer(deployed))),
        new Mutant(
            "executes an attempt twice",
            "SPI-09",
            "how often the function",
            Defects.invoke(AnswerMutants::twice)),
        new Mutant(
            "executes an attempt twice, seen from outside",
            "SPI-10",
            "executions of one attempt",
            Defects.invoke(AnswerMutants::twice)),
        new Mutant(
            "makes a new stage for each close",
            "SPI-11",
            "the stage of a second close",
            Defects.deployment(
                (deployed, spec) ->
                    new DelegatingDeployment(deployed) {
                      @Override
                      public CompletionStage<CleanupReport> close() {
                        return super.close().thenApply(report -> report);
                      }
                    })),
        new Mutant(
            "does not say which worker it was",
            "SPI-12",
            "workerId",
            Defects.report(
                (outcome, report) ->
                    new io.faast.spi.AttemptReport(
                        "",
                        null,
                        0,
                        report.measuredNanos(),
                        report.billedNanos(),
                        report.usage(),
                        null))),
        new Mutant(
            "changes a value on the way",
            "SPI-13",
            "bytes that went to the function and back",
            Defects.outcome(AnswerMutants::flipped)),
        new Mutant(
            "tries again by itself when the user's method throws",
            "RET-03",
            "ran again",
            Defects.invoke(
                (way, attempt, listener) ->
                    way.invoke(
                        attempt,
                        Defects.listening(
                            listener,
                            outcome -> {
                              if (Defects.thrown(outcome)) {
                                var unused = way.invoke(attempt, listener);
                              } else {
                                listener.onOutcome(outcome);
                              }
                            })))),
        new Mutant(
            "cuts off long requests",
            "LIM-01",
            "should have succeeded",
            Defects.invoke(
                (way, attempt, listener) -> {
                  ByteBuffer request = attempt.request().duplicate();
                  request.limit(Math.min(request.limit(), request.position() + 500_000));
                  return way.invoke(withRequest(attempt, request), listener);
                })),
        Mutant.losing(
            "has one worker only",
            "CON-01",
            "fewer than 1 items",
            lost -> Defects.deployment((deployed, spec) -> new OneAtATime(deployed, lost))));
  }

  static boolean cancelled(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed && failed.kind() == FailureKind.CANCELLED;
  }

  static Attempt withRequest(Attempt attempt, ByteBuffer request) {
    return new Attempt(
        attempt.call(),
        attempt.number(),
        attempt.function(),
        request,
        attempt.stream(),
        attempt.timeout());
  }

  private static Outcome flipped(Attempt attempt, Outcome outcome) {
    if (outcome instanceof Outcome.Answered answered && answered.response().remaining() > 50_000) {
      ByteBuffer changed = Defects.copy(answered.response());
      int last = changed.limit() - 1;
      changed.put(last, (byte) (changed.get(last) ^ 1));
      return new Outcome.Answered(changed, outcome.report());
    }
    return outcome;
  }

  private static Invocation twice(
      Deployment way, Attempt attempt, io.faast.spi.AttemptListener listener) {
    return way.invoke(
        attempt,
        Defects.listening(
            listener,
            first -> {
              var unused =
                  way.invoke(
                      attempt, Defects.listening(listener, second -> listener.onOutcome(first)));
            }));
  }

  private static Invocation blocking(
      Deployment way, Attempt attempt, io.faast.spi.AttemptListener listener, Runnable lost) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Invocation begun =
        way.invoke(
            attempt,
            Defects.listening(
                listener,
                ended -> {
                  listener.onOutcome(ended);
                  outcome.complete(ended);
                }));
    lost.run();
    outcome.join();
    return begun;
  }

  private static final class ThrowsAfterClose extends DelegatingDeployment {
    private final AtomicBoolean closed = new AtomicBoolean();

    ThrowsAfterClose(Deployment delegate) {
      super(delegate);
    }

    @Override
    public Invocation invoke(Attempt attempt, io.faast.spi.AttemptListener listener) {
      if (closed.get()) {
        throw new RejectedExecutionException("closed");
      }
      return super.invoke(attempt, listener);
    }

    @Override
    public CompletionStage<CleanupReport> close() {
      closed.set(true);
      return super.close();
    }
  }

  private static final class ReusesBuffer extends DelegatingDeployment {
    private final byte[] buffer = new byte[1 << 21];

    ReusesBuffer(Deployment delegate) {
      super(delegate);
    }

    @Override
    public Invocation invoke(Attempt attempt, io.faast.spi.AttemptListener listener) {
      return super.invoke(
          attempt,
          Defects.listening(
              listener,
              outcome -> {
                if (outcome instanceof Outcome.Answered answered) {
                  int size = answered.response().remaining();
                  answered.response().duplicate().get(buffer, 0, size);
                  listener.onOutcome(
                      new Outcome.Answered(ByteBuffer.wrap(buffer, 0, size), outcome.report()));
                } else {
                  listener.onOutcome(outcome);
                }
              }));
    }
  }

  /** Begins an attempt when the one before has ended. */
  private static final class OneAtATime extends DelegatingDeployment {
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    private final Runnable lost;

    OneAtATime(Deployment delegate, Runnable lost) {
      super(delegate);
      this.lost = lost;
    }

    @Override
    public synchronized Invocation invoke(Attempt attempt, io.faast.spi.AttemptListener listener) {
      CompletableFuture<Void> before = last;
      CompletableFuture<Void> done = new CompletableFuture<>();
      last = done;
      CompletableFuture<Invocation> begun =
          before.thenApply(
              none ->
                  super.invoke(
                      attempt,
                      Defects.listening(
                          listener,
                          outcome -> {
                            listener.onOutcome(outcome);
                            done.complete(null);
                          })));
      if (begun.isDone()) {
        return begun.join();
      }
      lost.run();
      return FaultyProvider.NOT_SENT;
    }
  }
}
