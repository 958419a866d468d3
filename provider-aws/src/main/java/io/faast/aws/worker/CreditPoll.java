package io.faast.aws.worker;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hears from the client, while a stream runs, how many items it may produce. What travels is the
 * sum so far, so messages may come twice, late or out of order. When the queue is gone, the client
 * has closed the run, and the stream is cancelled.
 */
final class CreditPoll implements Runnable {
  private static final int WAIT_SECONDS = 20;
  private static final long PAUSE_NANOS = 200_000_000;
  private static final long END_MILLIS = 2_000;
  private static final Pattern FIELD =
      Pattern.compile("\"(Body|ReceiptHandle)\"\\s*:\\s*\"([^\"]*)\"");

  private final Queues queues;
  private final String queue;
  private final LongConsumer grant;
  private final Runnable cancel;
  private final String id;
  private final Thread thread;
  private long granted;
  private volatile boolean ended;
  private @Nullable HttpURLConnection open;

  /**
   * Makes a poll.
   *
   * @param grant hears how many items more may be produced
   * @param cancel is run when nobody asks for items any more
   */
  CreditPoll(Queues queues, String queue, Envelope request, LongConsumer grant, Runnable cancel) {
    this.queues = queues;
    this.queue = queue;
    this.grant = grant;
    this.cancel = cancel;
    id = String.valueOf(request.get(Envelope.ID));
    granted = request.number(Envelope.CREDIT, 0);
    thread = new Thread(this, "faast-credit");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
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
        take(queues.receive(queue, WAIT_SECONDS, this::opened));
      } catch (QueueException e) {
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
   * Takes the messages of an answer, each of which has a text and a receipt, in whatever order.
   * What a later attempt is told, which uses the queue again while the last answer of this poll was
   * on its way, is left to that one: it becomes visible again soon.
   *
   * <p>Credit is taken first: a message whose deletion fails comes again, and then changes nothing.
   */
  private void take(String answer) throws IOException {
    List<String> receipts = new ArrayList<>();
    Matcher matcher = FIELD.matcher(answer);
    while (matcher.find()) {
      String receipt = null;
      String body = null;
      for (int i = 0; i < 2 && (i == 0 || matcher.find()); i++) {
        String value = matcher.group(2).replace("\\/", "/");
        if (matcher.group(1).equals("Body")) {
          body = value;
        } else {
          receipt = value;
        }
      }
      if (body != null && receipt != null && taken(body)) {
        receipts.add(receipt);
      }
    }
    for (String receipt : receipts) {
      queues.delete(queue, receipt);
    }
  }

  /** Takes one message, and returns whether nobody needs it any more. */
  private boolean taken(String text) {
    ByteBuffer line = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    Envelope envelope = Envelope.parse(line);
    String of = String.valueOf(envelope.get(Envelope.ID));
    if (!of.equals(id)) {
      return Long.parseLong(of, Character.MAX_RADIX) < Long.parseLong(id, Character.MAX_RADIX);
    }
    long sum = envelope.number(Envelope.CREDIT, 0);
    if (sum > granted) {
      grant.accept(sum - granted);
      granted = sum;
    }
    return true;
  }
}
