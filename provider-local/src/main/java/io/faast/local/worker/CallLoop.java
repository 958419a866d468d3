package io.faast.local.worker;

import io.faast.worker.Refusal;
import io.faast.worker.ReplyMessage;
import io.faast.worker.ReplySink;
import io.faast.worker.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads calls and runs them, all on the main thread, so that a short call wakes no other thread.
 *
 * <p>While user code runs, the main thread cannot read. A second thread, the watcher, looks every
 * few milliseconds whether the same call still runs, and then takes over reading, so that
 * cancellation, credit for a stream and the client's death are seen. It goes on until it has read
 * the next call, which it hands to the main thread together with the reading. When no call runs the
 * watcher sleeps.
 */
final class CallLoop implements ReplySink {
  private static final long TICK_NANOS = 2_000_000;
  private static final int TICKS_TO_SLEEP = 25;

  /** The main thread reads. */
  private static final int READING = 0;

  /** The main thread runs a call; nobody reads. */
  private static final int RUNNING = 1;

  /** The main thread runs a call or waits for one; the watcher reads. */
  private static final int WATCHED = 2;

  /** The watcher has read the next call and reads no more; the main thread has yet to take it. */
  private static final int HANDED = 3;

  private final ClientChannel client;
  private final Worker worker;
  private final AtomicInteger state = new AtomicInteger(RUNNING);
  private final AtomicReference<@Nullable ByteBuffer> handed = new AtomicReference<>();
  private final Thread main = Thread.currentThread();
  private final Thread watcher;
  private boolean handedStream; // goes with what is in handed
  private volatile long calls;
  private volatile boolean urgent;
  private volatile boolean asleep;

  CallLoop(ClientChannel client, Worker worker) {
    this.client = client;
    this.worker = worker;
    watcher =
        new Thread("faast-watcher") {
          @Override
          public void run() {
            watchSafely();
          }
        };
    watcher.setDaemon(true);
  }

  /** Starts the watcher: from now on the end of the client ends the process. */
  void watch() {
    watcher.start();
  }

  /** Serves calls until the connection ends. */
  void run() throws IOException {
    while (true) {
      ByteBuffer call = nextCall();
      try {
        worker.handle(call, this);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  private ByteBuffer nextCall() throws IOException {
    if (!state.compareAndSet(RUNNING, READING)) {
      ByteBuffer body = takeHanded();
      started(handedStream);
      return body;
    }
    while (true) {
      ByteBuffer body = client.read();
      int type = client.type();
      if (isCall(type, body)) {
        readAhead();
        started(type == Frames.STREAM);
        return body;
      }
    }
  }

  /** Marks a call as running: the main thread no longer reads. */
  private void started(boolean stream) {
    long number = calls + 1; // this thread alone counts
    calls = number;
    urgent = stream;
    state.set(RUNNING);
    if (stream || asleep) {
      LockSupport.unpark(watcher);
    }
  }

  private ByteBuffer takeHanded() {
    ByteBuffer body = handed.getAndSet(null);
    while (body == null) {
      // An interrupt that user code, or a late cancellation, left behind would make parking
      // useless.
      Thread.interrupted();
      LockSupport.park(this);
      body = handed.getAndSet(null);
    }
    return body;
  }

  /** Takes what came in one piece with a call: credit and cancellation, which belong to it. */
  private void readAhead() throws IOException {
    for (ByteBuffer body = client.buffered(); body != null; body = client.buffered()) {
      if (isCall(client.type(), body)) {
        throw new IllegalStateException("a call came while another one was running");
      }
    }
  }

  /** Returns true for a call; acts on any other frame. */
  private boolean isCall(int type, ByteBuffer body) {
    switch (type) {
      case Frames.CALL, Frames.STREAM -> {
        return true;
      }
      case Frames.CANCEL -> worker.cancel(body.getLong(), body.getInt());
      case Frames.GRANT -> worker.grant(body.getLong(), body.getInt(), body.getLong());
      default -> throw new IllegalStateException("a frame of an unknown type came");
    }
    return false;
  }

  private void watchSafely() {
    try {
      watchCalls();
    } catch (IOException e) {
      Exit.after(e);
    } catch (RuntimeException | Error e) {
      System.err.println(StackText.of(e));
      Exit.now(Exit.FAILED);
    }
  }

  private void watchCalls() throws IOException {
    long seen = -1;
    int quiet = 0;
    while (true) {
      LockSupport.parkNanos(this, TICK_NANOS);
      long current = calls;
      boolean busy = state.get() == RUNNING;
      if (busy && (current == seen || urgent) && state.compareAndSet(RUNNING, WATCHED)) {
        urgent = false;
        readWhileWatched();
        quiet = 0;
      } else if (!busy && current == seen && ++quiet >= TICKS_TO_SLEEP) {
        sleepUntilCalled();
        quiet = 0;
      } else if (busy || current != seen) {
        quiet = 0;
      }
      seen = current;
    }
  }

  private void readWhileWatched() throws IOException {
    while (true) {
      ByteBuffer body = client.read();
      int type = client.type();
      if (isCall(type, body)) {
        readAhead();
        handedStream = type == Frames.STREAM;
        state.set(HANDED);
        handed.set(body);
        LockSupport.unpark(main);
        return;
      }
    }
  }

  private void sleepUntilCalled() {
    asleep = true;
    if (state.get() != RUNNING) {
      LockSupport.park(this);
    }
    asleep = false;
  }

  @Override
  public void item(ByteBuffer encoded) throws IOException {
    client.write(Frames.ITEM, encoded);
  }

  @Override
  public void done(ByteBuffer encoded) throws IOException {
    client.write(unfit(encoded) ? Frames.DONE_UNFIT : Frames.DONE, encoded);
  }

  /** After an out-of-memory error any thread may have stopped half-way: start afresh. */
  private static boolean unfit(ByteBuffer reply) throws IOException {
    return ReplyMessage.read(reply) instanceof ReplyMessage.Refused refused
        && refused.code() == Refusal.OUT_OF_MEMORY;
  }
}
