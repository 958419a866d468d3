package com.example.faast.ssh;

import com.example.faast.ssh.worker.Frames;
import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.Invocation;
import io.faast.spi.Outcome;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;

/** An attempt from the moment it is given to the provider until its one outcome. */
final class RunningAttempt implements Invocation {
  private final Attempt attempt;
  private final AttemptListener listener;
  private final WorkerPool pool;

  // Guarded by the pool.
  RemoteWorker worker;
  long startedNanos;
  long initNanos;
  boolean cancelled;

  // Guarded by this.
  private RemoteWorker sentTo;
  private long credit;
  private boolean cancelWanted;
  private boolean settled;
  private Future<?> timeout;

  RunningAttempt(Attempt attempt, AttemptListener listener, WorkerPool pool) {
    this.attempt = attempt;
    this.listener = listener;
    this.pool = pool;
  }

  Attempt attempt() {
    return attempt;
  }

  /** Sends the call, and what was asked of it while it waited. */
  synchronized void send(RemoteWorker to) {
    sentTo = to;
    to.send(Frames.CALL, attempt.request().duplicate());
    if (credit > 0) {
      to.send(Frames.GRANT, grant(credit));
    }
    if (cancelWanted) {
      to.send(Frames.CANCEL, name());
    }
  }

  @Override
  public synchronized void request(long items) {
    if (items <= 0 || settled) {
      return;
    }
    if (sentTo == null) {
      credit = credit + items < 0 ? Long.MAX_VALUE : credit + items;
    } else {
      sentTo.send(Frames.GRANT, grant(items));
    }
  }

  @Override
  public void cancel() {
    pool.cancel(this);
  }

  synchronized void sendCancel() {
    cancelWanted = true;
    if (sentTo != null && !settled) {
      sentTo.send(Frames.CANCEL, name());
    }
  }

  private ByteBuffer name() {
    return ByteBuffer.allocate(12).putLong(attempt.call()).putInt(attempt.number()).flip();
  }

  private ByteBuffer grant(long items) {
    return ByteBuffer.allocate(20)
        .putLong(attempt.call())
        .putInt(attempt.number())
        .putLong(items)
        .flip();
  }

  void item(ByteBuffer item) {
    listener.onItem(item);
  }

  /** Has a timer go with the attempt, which it would keep in memory otherwise. */
  synchronized void endsAtLatest(Future<?> timer) {
    timeout = timer;
    if (settled) {
      timer.cancel(false);
    }
  }

  void settle(Outcome outcome) {
    synchronized (this) {
      if (settled) {
        return;
      }
      settled = true;
      if (timeout != null) {
        timeout.cancel(false);
      }
    }
    listener.onOutcome(outcome);
  }
}
