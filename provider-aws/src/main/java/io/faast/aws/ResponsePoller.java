package io.faast.aws;

import io.faast.aws.worker.Envelope;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Fetches messages from the response queue, as long as an attempt waits for one, and hands them to
 * their attempts. A message is deleted after it was handled. Polls wait at the service, not here:
 * no thread is held. Thread-safe.
 */
final class ResponsePoller {
  private static final System.Logger LOG = System.getLogger("io.faast.aws");
  private static final int WAIT_SECONDS = 20;
  private static final int DRAIN_SECONDS = 1;
  private static final int BATCH = 10;
  private static final int ATTEMPTS_PER_POLL = 20;
  private static final int MAX_POLLS = 8;
  private static final long PAUSE_MILLIS = 500;

  private final SqsAsyncClient sqs;
  private final String queue;
  private final Metering metering;
  private final EventRecords records;
  private final Map<String, AwsAttempt> waiting = new ConcurrentHashMap<>();
  private int polls;
  private boolean closed;

  ResponsePoller(SqsAsyncClient sqs, String queue, Metering metering, EventRecords records) {
    this.sqs = sqs;
    this.queue = queue;
    this.metering = metering;
    this.records = records;
  }

  String queue() {
    return queue;
  }

  /** Begins to look for an attempt's messages. */
  void expect(AwsAttempt attempt) {
    waiting.put(attempt.id(), attempt);
    if (attempt.isSettled()) {
      forget(attempt);
    }
    startPolls();
  }

  void forget(AwsAttempt attempt) {
    waiting.remove(attempt.id());
  }

  synchronized void close() {
    closed = true;
    waiting.clear();
  }

  /**
   * Looks until the queue has nothing more of an attempt whose worker has ended. A look that waits
   * asks all of the places where SQS keeps messages; two of them in a row that bring nothing of the
   * attempt are taken for the end: others' messages may never end, and what another look holds that
   * began before has come by then.
   */
  CompletableFuture<?> drained(AwsAttempt attempt) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    drain(attempt, 0, end);
    return end;
  }

  private void drain(AwsAttempt attempt, int inVain, CompletableFuture<Void> end) {
    long before = attempt.received();
    var unused =
        receive(DRAIN_SECONDS)
            .whenComplete(
                (response, failure) -> {
                  uncountIfRefused(failure);
                  if (response == null) {
                    end.complete(null);
                    return;
                  }
                  take(response);
                  int looks = attempt.received() > before ? 0 : inVain + 1;
                  if (looks == 2 || attempt.isSettled()) {
                    end.complete(null);
                  } else {
                    drain(attempt, looks, end);
                  }
                });
  }

  private void startPolls() {
    int started = 0;
    synchronized (this) {
      int wanted = Math.min(MAX_POLLS, 1 + waiting.size() / ATTEMPTS_PER_POLL);
      while (!closed && polls < wanted) {
        polls++;
        started++;
      }
    }
    for (int i = 0; i < started; i++) {
      poll();
    }
  }

  private void poll() {
    var unused = receive(WAIT_SECONDS).whenComplete(this::polled);
  }

  private CompletableFuture<ReceiveMessageResponse> receive(int waitSeconds) {
    // Counted when it is sent: one that waits when the run ends is billed, too.
    metering.queueRequests(1);
    try {
      return sqs.receiveMessage(
          r -> r.queueUrl(queue).maxNumberOfMessages(BATCH).waitTimeSeconds(waitSeconds));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void take(ReceiveMessageResponse response) {
    try {
      handle(response.messages());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "messages of " + queue + " could not be handled", e);
    }
  }

  private void polled(@Nullable ReceiveMessageResponse response, @Nullable Throwable failure) {
    if (response != null) {
      take(response);
    }
    uncountIfRefused(failure);
    if (failure != null && Gone.is(Api.cause(failure))) {
      List.copyOf(waiting.values()).forEach(records::queueGone);
    }
    synchronized (this) {
      // Who comes after this look starts a poll anew.
      if (closed || waiting.isEmpty()) {
        polls--;
        return;
      }
    }
    if (failure == null) {
      poll();
    } else {
      LOG.log(Level.WARNING, "No messages of " + queue + ": " + Api.describe(Api.cause(failure)));
      CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS).execute(this::poll);
    }
  }

  private void handle(List<Message> messages) {
    List<byte[]> texts = new ArrayList<>();
    List<DeleteMessageBatchRequestEntry> done = new ArrayList<>();
    long bytes = 0;
    for (Message message : messages) {
      byte[] text = message.body().getBytes(StandardCharsets.UTF_8);
      bytes += text.length;
      texts.add(text);
      done.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(Integer.toString(done.size()))
              .receiptHandle(message.receiptHandle())
              .build());
    }
    // Before anybody hears of the messages: who does may look at the cost at once.
    metering.queueRequests(Usage.queueRequests(bytes) - 1 + (done.isEmpty() ? 0 : 1));
    metering.dataOut(bytes);
    texts.forEach(this::handle);
    if (!done.isEmpty()) {
      // One that is not deleted comes again, and its attempt has ended by then.
      var unused =
          sqs.deleteMessageBatch(r -> r.queueUrl(queue).entries(done))
              .whenComplete(
                  (deleted, failure) -> {
                    if (failure != null) {
                      uncountIfRefused(failure);
                      LOG.log(Level.DEBUG, "Messages were not deleted", failure);
                    }
                  });
    }
  }

  /** What a service refuses is not billed; what the end of the queue cut short it had taken. */
  private void uncountIfRefused(@Nullable Throwable failure) {
    if (failure != null
        && Api.cause(failure) instanceof AwsServiceException refused
        && !Gone.is(refused)) {
      metering.queueRequests(-1);
    }
  }

  private void handle(byte[] text) {
    try {
      if (text.length > 0 && text[0] == '{') {
        records.handle(text, waiting::get);
        return;
      }
      Envelope message = Envelope.parse(ByteBuffer.wrap(text));
      AwsAttempt attempt = waiting.get(String.valueOf(message.get(Envelope.ID)));
      if (attempt != null) {
        attempt.message(message);
      }
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "A message of " + queue + " is none of ours: " + e.getMessage());
    }
  }
}
