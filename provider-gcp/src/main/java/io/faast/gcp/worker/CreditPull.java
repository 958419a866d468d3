package io.faast.gcp.worker;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears from the client, while a stream runs, how many items it may produce. What travels is the
 * sum so far, so messages may come twice, late or out of order. When the subscription is gone, the
 * client has closed the run, and the stream is cancelled.
 */
final class CreditPull implements Runnable {
  private static final long PAUSE_NANOS = 200_000_000;
  private static final long END_MILLIS = 2_000;

  private final PubSub pubSub;
  private final String subscription;
  private final LongConsumer grant;
  private final Runnable cancel;
  private final long id;
  private final Thread thread;
  private final AtomicLong billedBytes = new AtomicLong();
  private long granted;
  private volatile boolean ended;
  private @Nullable HttpURLConnection open;

  /**
   * Makes what pulls.
   *
   * @param grant hears how many items more may be produced
   * @param cancel is run when nobody asks for items any more
   */
  CreditPull(
      PubSub pubSub, String subscription, Envelope request, LongConsumer grant, Runnable cancel) {
    this.pubSub = pubSub;
    this.subscription = subscription;
    this.grant = grant;
    this.cancel = cancel;
    id = number(request);
    granted = request.number(Envelope.CREDIT, 0);
    thread = new Thread(this, "faast-credit");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Returns as how many bytes the pulls so far are billed. */
  long billedBytes() {
    return billedBytes.get();
  }

  /** Stops asking; the request that waits is broken off. */
  void end() {
    ended = true;
    synchronized (this) {
      if (open != null) {
        open.disconnect();
      }
    }
    LockSupport.unpark(thread);
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    while (!ended) {
      try {
        PubSub.Pull pull = pubSub.pull(subscription, this::opened);
        billedBytes.addAndGet(pull.billedBytes());
        take(pull.messages());
      } catch (RefusedException e) {
        if (e.gone()) {
          cancel.run();
          return;
        }
        complain(e);
      } catch (IOException | RuntimeException e) {
        complain(e);
      }
    }
  }

  private synchronized void opened(HttpURLConnection connection) {
    if (ended) {
      throw new IllegalStateException("the stream has ended");
    }
    open = connection;
  }

  private void complain(Exception why) {
    if (!ended) {
      System.err.println("faast: credit for a stream could not be asked for: " + why.getMessage());
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
  }

  /**
   * Takes messages. What a later attempt is told, which uses the subscription again while the last
   * answer of this one was on its way, is left to that one: it is delivered again soon.
   *
   * <p>Credit is taken first: a message that is not acknowledged comes again, and changes nothing.
   */
  private void take(List<PubSub.Pulled> messages) throws IOException {
    List<String> done = new ArrayList<>();
    for (PubSub.Pulled message : messages) {
      Envelope envelope = Envelope.parse(ByteBuffer.wrap(message.data()));
      long of = number(envelope);
      long sum = envelope.number(Envelope.CREDIT, 0);
      if (of == id && sum > granted) {
        grant.accept(sum - granted);
        granted = sum;
      }
      if (of <= id) {
        done.add(message.ackId());
      }
    }
    if (!done.isEmpty()) {
      pubSub.acknowledge(subscription, done);
    }
  }

  private static long number(Envelope envelope) {
    return Long.parseLong(String.valueOf(envelope.get(Envelope.ID)), Character.MAX_RADIX);
  }
}
