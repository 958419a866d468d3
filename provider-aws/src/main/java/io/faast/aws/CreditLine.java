package io.faast.aws;

import io.faast.aws.worker.Envelope;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * Tells a stream's worker through a queue how many items it may produce so far. One message is
 * under way at a time: what is asked for meanwhile goes with the next, so a consumer that asks for
 * items one by one sends few messages.
 */
final class CreditLine {
  private static final System.Logger LOG = System.getLogger("io.faast.aws");

  private final SqsAsyncClient sqs;
  private final String queue;
  private final String attemptId;
  private final Consumer<Long> metered;
  private final Consumer<Boolean> back;
  private long sum;
  private long sent;
  private boolean sending;
  private boolean ended;

  /**
   * Makes a line.
   *
   * @param metered hears of each message that is sent
   * @param back gets the queue back at the end, and whether no worker listens to it any more
   */
  CreditLine(
      SqsAsyncClient sqs,
      String queue,
      String attemptId,
      Consumer<Long> metered,
      Consumer<Boolean> back) {
    this.sqs = sqs;
    this.queue = queue;
    this.attemptId = attemptId;
    this.metered = metered;
    this.back = back;
  }

  String queue() {
    return queue;
  }

  void grant(long total) {
    synchronized (this) {
      sum = Math.max(sum, total);
      if (sending || ended || sum <= sent) {
        return;
      }
      sending = true;
      sent = sum;
    }
    send();
  }

  private void send() {
    long total;
    synchronized (this) {
      total = sent;
    }
    Envelope envelope = new Envelope(ByteBuffer.allocate(0));
    envelope.with(Envelope.ID, attemptId).with(Envelope.CREDIT, total);
    String text = new String(envelope.toText(), StandardCharsets.ISO_8859_1);
    metered.accept(1L);
    CompletableFuture<?> answer;
    try {
      answer = sqs.sendMessage(r -> r.queueUrl(queue).messageBody(text));
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    var unused = answer.whenComplete((done, failure) -> sent(failure));
  }

  private void sent(@Nullable Throwable failure) {
    boolean more;
    synchronized (this) {
      if (failure != null && !ended) {
        // The SDK has tried often; the attempt ends at its timeout, as no item comes any more.
        LOG.log(
            Level.WARNING,
            "A stream could not be told to go on: " + Api.describe(Api.cause(failure)));
      }
      more = !ended && sum > sent && failure == null;
      sending = more;
      sent = more ? sum : sent;
    }
    if (more) {
      send();
    }
  }

  void end(boolean workerIsDone) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    back.accept(workerIsDone);
  }
}
