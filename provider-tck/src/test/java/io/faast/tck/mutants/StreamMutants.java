package io.faast.tck.mutants;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.AttemptReport;
import io.faast.spi.Deployment;
import io.faast.spi.FailureKind;
import io.faast.spi.Invocation;
import io.faast.spi.Outcome;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Defects in streams and in cancellation. */
final class StreamMutants {
  private StreamMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.losing(
            "ignores cancel",
            "CAN-01",
            "no outcome",
            lost -> Defects.invocation((invocation, listener) -> cancelling(invocation, lost))),
        Mutant.losing(
            "ignores the cancel of a call",
            "CAN-07",
            "did not settle",
            lost -> Defects.invocation((invocation, listener) -> cancelling(invocation, lost))),
        Mutant.losing(
            "ignores the cancel of an attempt that lost",
            "SPC-02",
            "did not settle",
            lost -> Defects.invocation((invocation, listener) -> cancelling(invocation, lost))),
        Mutant.losing(
            "ignores the cancel of an attempt that lost, which is to be paid for",
            "SPC-03",
            "did not settle",
            lost -> Defects.invocation((invocation, listener) -> cancelling(invocation, lost))),
        Mutant.losing(
            "ignores that a stream was closed",
            "STR-09",
            "did not settle",
            lost -> Defects.invocation((invocation, listener) -> cancelling(invocation, lost))),
        Mutant.losing(
            "never closes the function's own stream",
            "STR-10",
            "did not settle",
            lost -> Defects.invocation((invocation, listener) -> cancelling(invocation, lost))),
        Mutant.losing(
            "loses an item that nobody counts",
            "STR-01",
            "did not settle",
            lost ->
                Defects.invoke((way, attempt, listener) -> skipping(way, attempt, listener, lost))),
        Mutant.losing(
            "loses an item of one of two streams",
            "STR-11",
            "did not settle",
            lost ->
                Defects.invoke((way, attempt, listener) -> skipping(way, attempt, listener, lost))),
        Mutant.losing(
            "claims streams, and never lets an iterator run",
            "STR-04",
            "did not settle",
            lost -> Defects.invocation((invocation, listener) -> requesting(invocation, lost))),
        new Mutant(
            "begins to deliver before anybody asks",
            "BPR-02",
            "items that nobody asked for",
            Defects.invoke(StreamMutants::unasked)),
        Mutant.losing(
            "ignores cancel before the function runs",
            "CAN-02",
            "no outcome",
            lost -> Defects.invocation((invocation, listener) -> cancelling(invocation, lost))),
        Mutant.losing(
            "says that it cancelled, and lets the function run on",
            "CAN-05",
            "did not settle",
            lost ->
                Defects.invocation(
                    (invocation, listener) ->
                        cancelling(
                            invocation,
                            () -> {
                              lost.run();
                              listener.onOutcome(
                                  new Outcome.Failed(
                                      FailureKind.CANCELLED,
                                      "cancelled",
                                      AttemptReport.nothingUsed(2)));
                            }))),
        new Mutant(
            "tells of a cancel after the end",
            "CAN-03",
            "outcomes of the attempt",
            Defects.invocation(
                (invocation, listener) ->
                    cancelling(
                        invocation,
                        () -> {
                          invocation.cancel();
                          listener.onOutcome(
                              new Outcome.Failed(
                                  FailureKind.CANCELLED,
                                  "cancelled",
                                  AttemptReport.nothingUsed(2)));
                        }))),
        new Mutant(
            "runs more functions than the concurrency allows",
            "CON-09",
            "functions seen at once with concurrency 1",
            OverCommitted::of),
        Mutant.losing(
            "delivers a stream's items at its end",
            "STR-05",
            "fewer than 2 items",
            lost ->
                Defects.invoke((way, attempt, listener) -> atTheEnd(way, attempt, listener, lost))),
        Mutant.losing(
            "loses an item of a stream",
            "STR-02",
            "fewer items arrived than were sent",
            lost ->
                Defects.invoke((way, attempt, listener) -> losing(way, attempt, listener, lost))),
        new Mutant(
            "claims back-pressure, and does not hold the producer back",
            "BPR-01",
            "items that came, with 3 asked for",
            Defects.invocation(
                (invocation, listener) ->
                    requesting(invocation, () -> invocation.request(Long.MAX_VALUE)))),
        Mutant.losing(
            "claims streams, and never lets one run",
            "STR-03",
            "did not settle",
            lost -> Defects.invocation((invocation, listener) -> requesting(invocation, lost))));
  }

  private static Invocation cancelling(Invocation invocation, Runnable cancel) {
    return new Invocation() {
      @Override
      public void cancel() {
        cancel.run();
      }

      @Override
      public void request(long items) {
        invocation.request(items);
      }
    };
  }

  private static Invocation requesting(Invocation invocation, Runnable request) {
    return new Invocation() {
      @Override
      public void cancel() {
        invocation.cancel();
      }

      @Override
      public void request(long items) {
        request.run();
      }
    };
  }

  /** Returns when the first item, for which nobody has asked, was delivered. */
  private static Invocation unasked(Deployment way, Attempt attempt, AttemptListener listener) {
    CompletableFuture<Void> delivered = new CompletableFuture<>();
    Invocation begun =
        way.invoke(
            attempt,
            new AttemptListener() {
              @Override
              public void onItem(ByteBuffer item) {
                listener.onItem(item);
                delivered.complete(null);
              }

              @Override
              public void onOutcome(Outcome outcome) {
                listener.onOutcome(outcome);
              }
            });
    if (attempt.stream()) {
      begun.request(1);
      delivered.join();
    }
    return begun;
  }

  private static Invocation atTheEnd(
      Deployment way, Attempt attempt, AttemptListener listener, Runnable lost) {
    Queue<ByteBuffer> kept = new ConcurrentLinkedQueue<>();
    return way.invoke(
        attempt,
        new AttemptListener() {
          @Override
          public void onItem(ByteBuffer item) {
            kept.add(item);
            lost.run();
          }

          @Override
          public void onOutcome(Outcome outcome) {
            kept.forEach(listener::onItem);
            listener.onOutcome(outcome);
          }
        });
  }

  /** Loses an item, behind which a stream that is read in order cannot go on. */
  private static Invocation skipping(
      Deployment way, Attempt attempt, AttemptListener listener, Runnable lost) {
    AtomicInteger items = new AtomicInteger();
    return way.invoke(
        attempt,
        new AttemptListener() {
          @Override
          public void onItem(ByteBuffer item) {
            if (items.incrementAndGet() == 11) {
              lost.run();
            } else {
              listener.onItem(item);
            }
          }

          @Override
          public void onOutcome(Outcome outcome) {
            listener.onOutcome(outcome);
          }
        });
  }

  private static Invocation losing(
      Deployment way, Attempt attempt, AttemptListener listener, Runnable lost) {
    AtomicInteger items = new AtomicInteger();
    return way.invoke(
        attempt,
        new AttemptListener() {
          @Override
          public void onItem(ByteBuffer item) {
            if (items.incrementAndGet() != 11) {
              listener.onItem(item);
            }
          }

          @Override
          public void onOutcome(Outcome outcome) {
            listener.onOutcome(outcome);
            lost.run();
          }
        });
  }
}
