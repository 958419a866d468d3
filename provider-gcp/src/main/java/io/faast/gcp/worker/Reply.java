package io.faast.gcp.worker;

import io.faast.worker.ProtocolException;
import io.faast.worker.Refusal;
import io.faast.worker.ReplyMessage;
import io.faast.worker.ReplySink;
import io.faast.worker.Worker;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The reply to one request, as the worker gives it. Items go by the responses' topic. Most calls
 * need none, and then nothing of it is started.
 */
final class Reply implements ReplySink {
  private final Worker worker;
  private final PubSub pubSub;
  private final Envelope request;
  private final long call;
  private final int attempt;
  private final @Nullable CreditPull credit;
  private @Nullable Outbox outbox;
  private @Nullable ByteBuffer done;

  Reply(Worker worker, PubSub pubSub, Envelope request) {
    this.worker = worker;
    this.pubSub = pubSub;
    this.request = request;
    call = request.number(Envelope.CALL, 0);
    attempt = (int) request.number(Envelope.ATTEMPT, 0);
    String control = request.get(Envelope.CONTROL);
    credit =
        control == null
            ? null
            : new CreditPull(
                pubSub,
                control,
                request,
                items -> worker.grant(call, attempt, items),
                this::cancel);
  }

  /** Serves the request, and returns when the reply is there. */
  void serve(ByteBuffer body) {
    long granted = request.number(Envelope.CREDIT, 0);
    if (granted > 0) {
      worker.grant(call, attempt, granted);
    }
    if (credit != null) {
      credit.start();
    }
    worker.handle(body, this);
  }

  void cancel() {
    worker.cancel(call, attempt);
  }

  @Override
  public void item(ByteBuffer encoded) throws IOException {
    outbox().put(encoded);
  }

  private synchronized Outbox outbox() throws IOException {
    Outbox made = outbox;
    if (made == null) {
      String answers = request.get(Envelope.ANSWERS);
      if (answers == null) {
        throw new IOException("There is no topic for what the function sends.");
      }
      made = new Outbox(pubSub, answers, String.valueOf(request.get(Envelope.ID)));
      outbox = made;
    }
    return made;
  }

  @Override
  public synchronized void done(ByteBuffer encoded) {
    done = encoded;
  }

  /** Stops listening for credit. */
  void end() {
    if (credit != null) {
      credit.end();
    }
  }

  synchronized ByteBuffer done() {
    ByteBuffer reply = done;
    if (reply == null) {
      throw new IllegalStateException("The worker gave no reply.");
    }
    return reply.duplicate();
  }

  /** Returns what the reply says of a heap that was used up, or null. */
  @Nullable String outOfMemory() {
    try {
      return ReplyMessage.read(done()) instanceof ReplyMessage.Refused refused
              && refused.code() == Refusal.OUT_OF_MEMORY
          ? refused.message()
          : null;
    } catch (ProtocolException e) {
      throw new IllegalStateException("the worker's reply is unreadable", e);
    }
  }

  /** Says in the answer what went by the topic, once all of it is there. */
  void finish(Envelope answer) throws IOException {
    Outbox used;
    synchronized (this) {
      used = outbox;
    }
    if (used != null) {
      answer.with(Envelope.MESSAGES, used.finish());
    }
    if (credit != null) {
      answer.with(Envelope.VOLUME, credit.billedBytes());
    }
  }
}
