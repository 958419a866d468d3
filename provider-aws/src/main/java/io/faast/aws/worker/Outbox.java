package io.faast.aws.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends an attempt's frames to the queue, on a thread of its own: while one message travels, the
 * next frames gather, so that a fast producer fills messages and a slow one waits for nothing.
 */
final class Outbox implements Runnable {
  /** What may wait to be sent, in bytes, before the producer has to wait. */
  private static final int MAX_WAITING = 2 * Frames.MESSAGE_BYTES;

  private static final int TRIES = 5;
  private static final long PAUSE_NANOS = 100_000_000;

  private final Queues queues;
  private final String queue;
  private final String id;
  private final long requestsBefore;
  private byte[] waiting = new byte[1_024];
  private int length;
  private int sent;
  private boolean ended;
  private boolean finished;
  private @Nullable IOException failure;

  Outbox(Queues queues, String queue, String id) {
    this.queues = queues;
    this.queue = queue;
    this.id = id;
    requestsBefore = queues.requests();
    Thread thread = new Thread(this, "faast-outbox");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns how many requests to SQS the attempt took so far. */
  long requestsSoFar() {
    return queues.requests() - requestsBefore;
  }

  /** Takes a frame; waits while too much has not been sent yet. */
  synchronized void put(byte type, ByteBuffer payload) throws IOException {
    int bytes = payload.remaining();
    boolean interrupted = false;
    while (failure == null && length > 0 && length + Frames.HEADER + bytes > MAX_WAITING) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    check();
    int needed = Math.addExact(length, Frames.HEADER + bytes);
    if (needed > waiting.length) {
      waiting = Arrays.copyOf(waiting, Math.max(needed, 2 * waiting.length));
    }
    ByteBuffer.wrap(waiting, length, Frames.HEADER).put(type).putInt(bytes);
    payload.duplicate().get(waiting, length + Frames.HEADER, bytes);
    length = needed;
    notifyAll();
  }

  private void check() throws IOException {
    IOException why = failure;
    if (why != null) {
      throw new IOException("The answers' queue takes no more: " + why.getMessage(), why);
    }
  }

  /** Sends what is left, and returns how many messages there were. */
  synchronized int finish() throws IOException {
    ended = true;
    notifyAll();
    boolean interrupted = false;
    while (!finished) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    check();
    return sent;
  }

  @Override
  public void run() {
    try {
      for (Envelope next = next(); next != null; next = next()) {
        send(next);
      }
      finished(null);
    } catch (IOException e) {
      finished(e);
    } catch (RuntimeException | Error e) {
      finished(new IOException("sending failed: " + e, e));
    }
  }

  private synchronized void finished(@Nullable IOException why) {
    failure = why;
    finished = true;
    notifyAll();
  }

  /** Waits for something to send; returns null at the end. */
  private synchronized @Nullable Envelope next() throws IOException {
    while (length == 0 && !ended) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IOException("the sending thread was interrupted", e);
      }
    }
    if (length == 0) {
      return null;
    }
    int bytes = Math.min(length, Frames.MESSAGE_BYTES);
    byte[] body = Arrays.copyOf(waiting, bytes);
    System.arraycopy(waiting, bytes, waiting, 0, length - bytes);
    length -= bytes;
    notifyAll();
    return new Envelope(ByteBuffer.wrap(body)).with(Envelope.ID, id).with(Envelope.MESSAGE, sent++);
  }

  private void send(Envelope envelope) throws IOException {
    byte[] text = envelope.toText();
    for (int tried = 1; ; tried++) {
      try {
        queues.send(queue, text);
        return;
      } catch (QueueException e) {
        if (!e.passing() || tried == TRIES) {
          throw e;
        }
      } catch (IOException e) {
        if (tried == TRIES) {
          throw e;
        }
      }
      LockSupport.parkNanos(this, PAUSE_NANOS << tried);
    }
  }
}
