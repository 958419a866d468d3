package io.faast.gcp.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sends an attempt's items to the responses' topic, on a thread of its own: while one message
 * travels, the next items gather, so that a fast producer fills messages and a slow one waits for
 * nothing.
 */
final class Outbox implements Runnable {
  /** What may wait to be sent, in bytes, before the producer has to wait. */
  private static final int MAX_WAITING = 2 * Frames.MESSAGE_BYTES;

  private final PubSub pubSub;
  private final String topic;
  private final String id;
  private byte[] waiting = new byte[1_024];
  private int length;
  private int sent;
  private boolean ended;
  private boolean finished;
  private @Nullable IOException failure;

  Outbox(PubSub pubSub, String topic, String id) {
    this.pubSub = pubSub;
    this.topic = topic;
    this.id = id;
    Thread thread = new Thread(this, "faast-outbox");
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes an item; waits while too much has not been sent yet. */
  synchronized void put(ByteBuffer item) throws IOException {
    int bytes = item.remaining();
    boolean interrupted = false;
    while (failure == null && length > 0 && length + Frames.HEADER + bytes > MAX_WAITING) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    restore(interrupted);
    check();
    int needed = Math.addExact(length, Frames.HEADER + bytes);
    if (needed > waiting.length) {
      waiting = Arrays.copyOf(waiting, Math.max(needed, 2 * waiting.length));
    }
    ByteBuffer.wrap(waiting, length, Frames.HEADER).put(Frames.ITEM).putInt(bytes);
    item.duplicate().get(waiting, length + Frames.HEADER, bytes);
    length = needed;
    notifyAll();
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
    restore(interrupted);
    check();
    return sent;
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void check() throws IOException {
    IOException why = failure;
    if (why != null) {
      throw new IOException("The responses' topic takes no more: " + why.getMessage(), why);
    }
  }

  @Override
  public void run() {
    try {
      for (Envelope next = next(); next != null; next = next()) {
        pubSub.publish(topic, next);
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
}
