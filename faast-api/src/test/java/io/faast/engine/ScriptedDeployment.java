package io.faast.engine;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.AttemptReport;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.FailureKind;
import io.faast.spi.Invocation;
import io.faast.spi.Meter;
import io.faast.spi.Outcome;
import io.faast.worker.ReplySink;
import io.faast.worker.Worker;
import io.faast.worker.WorkerEnvironment;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A deployment that does with each attempt what the test says. Answers are those of a real worker;
 * the test decides when, whether, how often and in which order they arrive.
 */
final class ScriptedDeployment implements Deployment {
  static final URI LOG = URI.create("file:///log");

  final List<Sent> sent = new ArrayList<>();
  volatile Consumer<Sent> onSent = attempt -> {};
  final CompletableFuture<CleanupReport> closed = new CompletableFuture<>();
  final CountDownLatch closing = new CountDownLatch(1);
  boolean secondPriceUnknown;

  /** An attempt that was sent. */
  static final class Sent implements Invocation {
    final Attempt attempt;
    final AttemptListener listener;
    final AtomicLong requested = new AtomicLong();
    final List<ByteBuffer> items = new ArrayList<>();
    final AtomicInteger cancels = new AtomicInteger();
    final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    volatile ByteBuffer reply;

    Sent(Attempt attempt, AttemptListener listener) {
      this.attempt = attempt;
      this.listener = listener;
    }

    /** Lets a real worker serve the request, and keeps what it says. */
    Sent serve() {
      Worker worker =
          Worker.create(
              new WorkerEnvironment(
                  Functions.class.getName(),
                  Functions.class.getClassLoader(),
                  "test",
                  "run-1",
                  "w1",
                  512,
                  100_000));
      if (attempt.stream()) {
        worker.grant(attempt.call(), attempt.number(), Long.MAX_VALUE);
      }
      worker.handle(
          attempt.request().duplicate(),
          new ReplySink() {
            @Override
            public void item(ByteBuffer encoded) {
              items.add(encoded);
            }

            @Override
            public void done(ByteBuffer encoded) {
              reply = encoded;
            }
          });
      return this;
    }

    void answer() {
      serve();
      deliver();
    }

    void deliver() {
      listener.onOutcome(new Outcome.Answered(reply.duplicate(), report()));
    }

    void item(int number) {
      listener.onItem(items.get(number).duplicate());
    }

    void fail(FailureKind kind) {
      fail(kind, "it went wrong");
    }

    void fail(FailureKind kind, String message) {
      listener.onOutcome(new Outcome.Failed(kind, message, report()));
    }

    @Override
    public void cancel() {
      cancels.incrementAndGet();
      cancelled.complete(null);
    }

    @Override
    public void request(long more) {
      requested.addAndGet(more);
    }
  }

  static AttemptReport report() {
    return new AttemptReport("w1", "x1", 0, 1_500_000, 2_000_000, new double[] {1, 2}, LOG);
  }

  synchronized Sent sent(int index) {
    return sent.get(index);
  }

  synchronized Sent last() {
    return sent.get(sent.size() - 1);
  }

  synchronized int sentCount() {
    return sent.size();
  }

  @Override
  public Invocation invoke(Attempt attempt, AttemptListener listener) {
    Sent made = new Sent(attempt, listener);
    synchronized (this) {
      sent.add(made);
    }
    onSent.accept(made);
    return made;
  }

  @Override
  public List<Meter> meters() {
    LocalDate date = LocalDate.of(2026, 1, 1);
    return List.of(
        new Meter("requests", "request", OptionalDouble.of(0.25), "a price list", date),
        new Meter(
            "duration",
            "GB-ms",
            secondPriceUnknown ? OptionalDouble.empty() : OptionalDouble.of(0.5),
            "a price list, with a comma",
            date));
  }

  @Override
  public double[] ownUsage() {
    return new double[] {0, 10};
  }

  @Override
  public URI logUrl() {
    return LOG;
  }

  @Override
  public CompletionStage<CleanupReport> close() {
    closing.countDown();
    return closed;
  }
}
