package io.faast.local;

import io.faast.local.worker.Frames;
import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.Invocation;
import io.faast.spi.Outcome;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An attempt from the moment it is given to the provider until its one outcome. */
final class RunningAttempt implements Invocation {
  private static final int CANCEL_BYTES = 12;
  private static final int GRANT_BYTES = 20;

  private final Attempt attempt;
  private final AttemptListener listener;
  private final WorkerPool pool;

  // Guarded by the pool.
  @Nullable LocalWorker worker;
  long waitingSince;
  long dispatchedNanos;
  long initNanos;
  boolean cancelled;

  // Guarded by this.
  private @Nullable Connection connection;
  private long credit;
  private boolean cancelWanted;
  private boolean settled;

  RunningAttempt(Attempt attempt, AttemptListener listener, WorkerPool pool) {
    this.attempt = attempt;
    this.listener = listener;
    this.pool = pool;
  }

  Attempt attempt() {
    return attempt;
  }

  /** Sends the call, and the credit that it was given while it waited. */
  synchronized void send(Connection to) {
    connection = to;
    to.send(attempt.stream() ? Frames.STREAM : Frames.CALL, attempt.request());
    if (credit > 0) {
      sendCredit(to, credit);
    }
    if (cancelWanted) {
      sendCancel();
    }
  }

  @Override
  public synchronized void request(long items) {
    if (items <= 0 || settled) {
      return;
    }
    if (connection == null) {
      credit = credit + items < 0 ? Long.MAX_VALUE : credit + items;
    } else {
      sendCredit(connection, items);
    }
  }

  private void sendCredit(Connection to, long items) {
    ByteBuffer body = ByteBuffer.allocate(GRANT_BYTES);
    body.putLong(attempt.call()).putInt(attempt.number()).putLong(items).flip();
    to.send(Frames.GRANT, body);
  }

  @Override
  public void cancel() {
    pool.cancel(this);
  }

  synchronized void sendCancel() {
    cancelWanted = true;
    if (connection != null && !settled) {
      ByteBuffer body = ByteBuffer.allocate(CANCEL_BYTES);
      body.putLong(attempt.call()).putInt(attempt.number()).flip();
      connection.send(Frames.CANCEL, body);
    }
  }

  void item(ByteBuffer item) {
    try {
      listener.onItem(item);
    } catch (RuntimeException e) {
      complain(e);
    }
  }

  void settle(Outcome outcome) {
    synchronized (this) {
      if (settled) {
        return;
      }
      settled = true;
    }
    try {
      listener.onOutcome(outcome);
    } catch (RuntimeException e) {
      complain(e);
    }
  }

  /** The thread that reads all workers goes on, whatever one listener does. */
  private static void complain(RuntimeException e) {
    System.getLogger(RunningAttempt.class.getName())
        .log(System.Logger.Level.ERROR, "a listener of an attempt threw", e);
  }
}
