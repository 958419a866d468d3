package io.faast.gcp;

import io.faast.gcp.worker.Envelope;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a stream's worker how many items it may produce so far. One message is under way at a time:
 * what is asked for meanwhile goes with the next, so a consumer that asks for items one by one
 * sends few messages.
 */
final class CreditLine {
  private static final System.Logger LOG = System.getLogger("io.faast.gcp");

  private final Publishing publishing;
  private final QueueCreation.Control control;
  private final String attemptId;
  private final Consumer<Boolean> back;
  private long sum;
  private long sent;
  private boolean sending;
  private boolean ended;

  /**
   * Makes a line.
   *
   * @param back hears at the end whether no worker listens to it any more
   */
  CreditLine(
      Publishing publishing,
      QueueCreation.Control control,
      String attemptId,
      Consumer<Boolean> back) {
    this.publishing = publishing;
    this.control = control;
    this.attemptId = attemptId;
    this.back = back;
  }

  /** Returns the full name of the subscription that the worker listens to. */
  String subscription() {
    return control.subscription();
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
    Envelope envelope = new Envelope().with(Envelope.ID, attemptId).with(Envelope.CREDIT, total);
    var unused =
        publishing
            .publish(control.topic(), envelope, bytes -> {})
            .whenComplete((none, failure) -> sent(failure));
  }

  private void sent(@Nullable Throwable failure) {
    boolean more;
    synchronized (this) {
      if (failure != null && !ended) {
        // The attempt ends at its timeout, as no item comes any more.
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
