package io.faast.gcp;

import com.google.api.gax.rpc.ClientStream;
import com.google.api.gax.rpc.ResponseObserver;
import com.google.api.gax.rpc.StreamController;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.StreamingPullRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import io.faast.gcp.worker.Envelope;
import io.faast.gcp.worker.Volume;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Receives messages of the responses' subscription by one stream, as long as the run lasts, and
 * hands them to their attempts. A message is acknowledged after it was handled. The stream is
 * gRPC's own: no thread waits for it. Thread-safe.
 */
final class ResponseSubscriber {
  private static final System.Logger LOG = System.getLogger("io.faast.gcp");
  private static final int ACK_SECONDS = 30;
  private static final int MAX_OUTSTANDING = 5_000;
  private static final long MAX_OUTSTANDING_BYTES = 64L << 20;
  private static final long PAUSE_MILLIS = 300;
  private static final long DRAIN_MILLIS = 300;
  private static final int DRAIN_LOOKS = 2;
  private static final long REFUSAL_NANOS = 10_000_000_000L;

  private final PubSubClients pubsub;
  private final String subscription;
  private final Metering metering;
  private final QueueAnswers answers;
  private final Recent recent = new Recent();
  private @Nullable StreamController current;
  private boolean closed;
  private int refusals;
  private long refusedSince;

  /**
   * Makes a subscriber.
   *
   * @param subscription full name of the responses' subscription
   */
  ResponseSubscriber(
      PubSubClients pubsub, String subscription, Metering metering, QueueAnswers answers) {
    this.pubsub = pubsub;
    this.subscription = subscription;
    this.metering = metering;
    this.answers = answers;
  }

  /** Begins to receive. */
  void start() {
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    Receiver receiver = new Receiver();
    try {
      ClientStream<StreamingPullRequest> stream =
          pubsub.subscriptions().streamingPullCallable().splitCall(receiver);
      stream.send(
          StreamingPullRequest.newBuilder()
              .setSubscription(subscription)
              .setStreamAckDeadlineSeconds(ACK_SECONDS)
              .setMaxOutstandingMessages(MAX_OUTSTANDING)
              .setMaxOutstandingBytes(MAX_OUTSTANDING_BYTES)
              .build());
      receiver.opened(stream);
    } catch (RuntimeException e) {
      receiver.onError(e);
    }
  }

  /** Begins to look for an attempt's messages. */
  void expect(GcpAttempt attempt) {
    answers.expect(attempt);
  }

  void forget(GcpAttempt attempt) {
    answers.forget(attempt);
  }

  void close() {
    StreamController open;
    synchronized (this) {
      closed = true;
      open = current;
    }
    answers.clear();
    if (open != null) {
      open.cancel();
    }
  }

  /**
   * Waits until nothing more comes of an attempt whose worker has ended. Nobody says what the last
   * message is; two looks in a row that find nothing new are taken for the end.
   */
  CompletableFuture<?> drained(GcpAttempt attempt) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    drain(attempt, attempt.received(), 0, end);
    return end;
  }

  private void drain(GcpAttempt attempt, long before, int inVain, CompletableFuture<Void> end) {
    CompletableFuture.delayedExecutor(DRAIN_MILLIS, TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              long now = attempt.received();
              int looks = now > before ? 0 : inVain + 1;
              if (looks == DRAIN_LOOKS || attempt.isSettled()) {
                end.complete(null);
              } else {
                drain(attempt, now, looks, end);
              }
            });
  }

  private void again(Throwable failure) {
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    if (Api.notFound(failure)) {
      answers.giveUp("Its subscription was deleted under the run.");
      return;
    }
    String missing = Api.missingPermission("pubsub.subscriptions.consume", failure);
    if (missing != null && isRefusedForLong()) {
      answers.giveUp(Api.describe(failure) + " Allow " + missing + ".");
    }
    // Pub/Sub ends every stream now and then; that is no trouble.
    LOG.log(Level.DEBUG, "The stream of responses ended: " + Api.describe(failure));
    CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS).execute(this::start);
  }

  /** A grant may take a moment to be known. */
  private synchronized boolean isRefusedForLong() {
    long now = System.nanoTime();
    if (refusals++ == 0) {
      refusedSince = now;
    }
    return now - refusedSince > REFUSAL_NANOS;
  }

  private void handle(PubsubMessage message) {
    try {
      answers.take(Envelope.parse(message.getData().asReadOnlyByteBuffer()));
    } catch (IllegalArgumentException e) {
      LOG.log(
          Level.WARNING, "A message of " + subscription + " is none of ours: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A message of " + subscription + " could not be handled", e);
    }
  }

  /** Hears one stream. */
  private final class Receiver implements ResponseObserver<StreamingPullResponse> {
    private final List<String> early = new ArrayList<>();
    private @Nullable ClientStream<StreamingPullRequest> stream;

    void opened(ClientStream<StreamingPullRequest> made) {
      List<String> waiting;
      synchronized (this) {
        stream = made;
        waiting = List.copyOf(early);
        early.clear();
      }
      acknowledge(waiting);
    }

    @Override
    public void onStart(StreamController controller) {
      boolean late;
      synchronized (ResponseSubscriber.this) {
        current = controller;
        late = closed;
      }
      if (late) {
        controller.cancel();
      }
    }

    @Override
    public void onResponse(StreamingPullResponse response) {
      synchronized (ResponseSubscriber.this) {
        refusals = 0;
      }
      long volume = 0;
      List<String> done = new ArrayList<>();
      for (ReceivedMessage received : response.getReceivedMessagesList()) {
        PubsubMessage message = received.getMessage();
        long bytes = Volume.message(message.getData().size(), message.getMessageId());
        volume += bytes;
        if (recent.isNew(message.getMessageId())) {
          metering.queueBytes(Volume.request(bytes)); // its worker published it by itself
        }
        done.add(received.getAckId());
      }
      if (done.isEmpty()) {
        return;
      }
      // Before anybody hears of the messages: who does may look at the cost at once.
      metering.queueBytes(Volume.request(volume));
      metering.dataOut(volume);
      for (ReceivedMessage received : response.getReceivedMessagesList()) {
        handle(received.getMessage());
      }
      acknowledge(done);
    }

    private void acknowledge(List<String> ids) {
      ClientStream<StreamingPullRequest> open;
      synchronized (this) {
        open = stream;
        if (open == null) {
          early.addAll(ids);
          return;
        }
      }
      if (ids.isEmpty()) {
        return;
      }
      try {
        open.send(StreamingPullRequest.newBuilder().addAllAckIds(ids).build());
      } catch (RuntimeException e) {
        // The stream has ended; the messages come again, and their attempts have ended by then.
        LOG.log(Level.DEBUG, "Messages were not acknowledged", e);
      }
    }

    @Override
    public void onError(Throwable failure) {
      again(failure);
    }

    @Override
    public void onComplete() {
      again(new CancellationException("Pub/Sub closed it"));
    }
  }
}
