package io.faast.gcp;

import io.faast.gcp.worker.Envelope;
import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.Capability;
import io.faast.spi.FailureKind;
import io.faast.spi.Invocation;
import io.faast.spi.Outcome;
import io.faast.spi.UnsupportedCapabilityException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An attempt from the moment it is given to the provider until its one outcome. */
final class GcpAttempt implements Invocation {
  private static final System.Logger LOG = System.getLogger("io.faast.gcp");

  /** How long messages of the queue may take after the answer that they belong to. */
  private static final Duration MESSAGES_PATIENCE = Duration.ofSeconds(60);

  private final String id;
  private final Attempt attempt;
  private final AttemptListener listener;
  private final GcpDeployment run;
  private final Reports reports;
  private final PushBill pushes = new PushBill();
  final long startNanos = System.nanoTime();

  // Guarded by this.
  private final Reassembly messages = new Reassembly(GcpLimits.PAYLOAD_BYTES + 1_024);
  private long wanted;
  private boolean begun;
  private boolean settled;
  private @Nullable CreditLine credit;
  private Outcome.@Nullable Answered answered;
  private long awaited;
  private @Nullable Future<?> request;
  private @Nullable CompletableFuture<?> deadline;

  GcpAttempt(
      String id, Attempt attempt, AttemptListener listener, GcpDeployment run, Reports reports) {
    this.id = id;
    this.attempt = attempt;
    this.listener = listener;
    this.run = run;
    this.reports = reports;
  }

  String id() {
    return id;
  }

  Attempt attempt() {
    return attempt;
  }

  PushBill pushes() {
    return pushes;
  }

  long elapsedNanos() {
    return System.nanoTime() - startNanos;
  }

  @Override
  public void cancel() {
    throw new UnsupportedCapabilityException(GcpProvider.NAME, Capability.CANCEL);
  }

  /** A stream is called when its first item is asked for, since until then it could only wait. */
  @Override
  public void request(long items) {
    CreditLine line;
    boolean first;
    long sum;
    synchronized (this) {
      if (items <= 0 || settled || !attempt.stream()) {
        return;
      }
      wanted = wanted + items < 0 ? Long.MAX_VALUE : wanted + items;
      first = !begun;
      begun = true;
      line = credit;
      sum = wanted;
    }
    if (first) {
      run.begin(this);
    } else if (line != null) {
      line.grant(sum);
    }
  }

  /** Returns how many items were asked for so far. */
  synchronized long wanted() {
    return wanted;
  }

  /** Has what is asked for from now on, or was since {@code told}, go by a line. */
  void creditBy(CreditLine line, long told) {
    long sum;
    synchronized (this) {
      credit = line;
      sum = wanted;
    }
    if (sum > told) {
      line.grant(sum);
    }
  }

  synchronized boolean isSettled() {
    return settled;
  }

  /** Remembers what to break off when the attempt ends otherwise. */
  void requested(Future<?> sent) {
    boolean late;
    synchronized (this) {
      request = sent;
      late = settled;
    }
    if (late) {
      sent.cancel(true);
    }
  }

  /** Fails the attempt if it has not ended when {@code after} ends. */
  void endsAtLatest(CompletableFuture<?> after, Outcome otherwise) {
    synchronized (this) {
      if (settled) {
        after.cancel(false);
        return;
      }
      if (deadline != null) {
        deadline.cancel(false);
      }
      deadline = after;
    }
    var unused =
        after.whenComplete(
            (none, failure) -> {
              if (!after.isCancelled()) {
                settle(otherwise);
              }
            });
  }

  /** Takes a message of the queue; called by one thread at a time or several. */
  void message(Envelope message) {
    Outcome end;
    Outcome.Failed broken = null;
    synchronized (this) {
      if (settled) {
        return;
      }
      try {
        end = take(message);
      } catch (IllegalArgumentException e) {
        end = null;
        broken =
            new Outcome.Failed(
                FailureKind.INFRASTRUCTURE,
                "A message of the queue is unreadable: " + e.getMessage(),
                reports.elapsed(elapsedNanos(), null));
      }
    }
    if (end != null) {
      ended(end);
    } else if (broken != null) {
      settle(broken);
    }
  }

  private @Nullable Outcome take(Envelope message) {
    List<Reassembly.Frame> frames =
        messages.add(message.number(Envelope.MESSAGE, -1), message.body());
    for (Reassembly.Frame frame : frames) {
      hear(frame.payload());
    }
    return whole();
  }

  /** Returns the outcome if the answer and all messages have come, in whatever order, or null. */
  private @Nullable Outcome whole() {
    return messages.received() == awaited ? answered : null;
  }

  private void hear(ByteBuffer item) {
    try {
      listener.onItem(item);
    } catch (RuntimeException e) {
      complain(e);
    }
  }

  /** Takes what the function returned. The attempt ends when all messages before it have come. */
  void answered(long messagesBefore, Outcome.Answered answer) {
    Outcome end;
    synchronized (this) {
      awaited = messagesBefore;
      answered = answer;
      end = whole();
    }
    if (end != null) {
      ended(end);
      return;
    }
    endsAtLatest(
        new CompletableFuture<Void>()
            .orTimeout(MESSAGES_PATIENCE.toMillis(), TimeUnit.MILLISECONDS),
        new Outcome.Failed(
            FailureKind.INFRASTRUCTURE,
            "Part of what "
                + attempt.function()
                + " sent was lost on its way through the queue: "
                + messages.received()
                + " of "
                + awaited
                + " messages came.",
            answer.report()));
  }

  /** Ends the attempt as failed in its execution, after what it sent before. */
  void failed(Outcome.Failed outcome) {
    var unused = run.drained(this).whenComplete((done, failure) -> ended(outcome));
  }

  /** Ends the attempt as Google or the worker says that its execution ended. */
  void ended(Outcome outcome) {
    end(outcome, true);
  }

  /** Ends the attempt for the client, whatever becomes of the execution. */
  void settle(Outcome outcome) {
    end(outcome, false);
  }

  private void end(Outcome outcome, boolean executed) {
    Future<?> sent;
    CompletableFuture<?> limit;
    CreditLine line;
    synchronized (this) {
      if (settled) {
        return;
      }
      settled = true;
      sent = request;
      limit = deadline;
      line = credit;
    }
    if (sent != null && !sent.isDone()) {
      sent.cancel(true);
    }
    if (limit != null) {
      limit.cancel(false);
    }
    if (line != null) {
      line.end(outcome instanceof Outcome.Answered);
    }
    run.ended(this, executed ? outcome.report() : null);
    try {
      listener.onOutcome(outcome);
    } catch (RuntimeException e) {
      complain(e);
    }
  }

  /** Returns how many messages came so far, without one missing in between. */
  synchronized long received() {
    return messages.received();
  }

  /** What serves all attempts goes on, whatever one listener does. */
  private static void complain(RuntimeException e) {
    LOG.log(Level.ERROR, "a listener of an attempt threw", e);
  }
}
