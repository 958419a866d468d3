package io.faast.emulator.gcp.pubsub;

import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.StreamingPullRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Caller;
import io.faast.emulator.gcp.core.Meters;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;

/**
 * A client that is sent messages for as long as it stays, with at most so many outstanding as it
 * asked for. The stream is written to under the backlog's lock only.
 */
final class PullStream implements Sink {
  private final Backlog backlog;
  private final Caller caller;
  private final Meters meters;
  private final ServerCallStreamObserver<StreamingPullResponse> out;
  private final int deadline;
  private final long mostMessages;
  private final long mostBytes;
  private long outstandingMessages;
  private long outstandingBytes;
  private boolean over;

  PullStream(
      Backlog backlog,
      StreamingPullRequest first,
      Caller caller,
      Meters meters,
      ServerCallStreamObserver<StreamingPullResponse> out) {
    this.backlog = backlog;
    this.caller = caller;
    this.meters = meters;
    this.out = out;
    deadline = first.getStreamAckDeadlineSeconds();
    mostMessages = unlimited(first.getMaxOutstandingMessages());
    mostBytes = unlimited(first.getMaxOutstandingBytes());
    if (deadline < 10 || deadline > SubscriptionSettings.LONGEST_DEADLINE) {
      throw Checks.invalid("Invalid stream_ack_deadline_seconds: 10 to 600");
    }
  }

  private static long unlimited(long limit) {
    return limit <= 0 ? Long.MAX_VALUE : limit;
  }

  /** Lets messages come. */
  void begin() {
    backlog.attach(this);
  }

  /** Takes a further request of the client. */
  void take(StreamingPullRequest request) {
    request.getAckIdsList().forEach(backlog::acknowledge);
    if (request.getModifyDeadlineAckIdsCount() != request.getModifyDeadlineSecondsCount()) {
      throw Checks.invalid("As many modify_deadline_seconds as modify_deadline_ack_ids");
    }
    for (int i = 0; i < request.getModifyDeadlineAckIdsCount(); i++) {
      Subscriptions.modify(
          backlog, request.getModifyDeadlineAckIds(i), request.getModifyDeadlineSeconds(i));
    }
  }

  @Override
  public int room() {
    boolean full = over || outstandingMessages >= mostMessages || outstandingBytes >= mostBytes;
    return full ? 0 : (int) Math.min(Integer.MAX_VALUE, mostMessages - outstandingMessages);
  }

  @Override
  public int ackDeadlineSeconds() {
    return deadline;
  }

  @Override
  public void deliver(List<ReceivedMessage> messages) {
    long bytes = messages.stream().mapToLong(each -> Sizes.of(each.getMessage())).sum();
    outstandingMessages += messages.size();
    outstandingBytes += bytes;
    meters.pubsub(bytes);
    meters.egress(caller, bytes);
    out.onNext(StreamingPullResponse.newBuilder().addAllReceivedMessages(messages).build());
  }

  @Override
  public void settled(ReceivedMessage message) {
    outstandingMessages--;
    outstandingBytes -= Sizes.of(message.getMessage());
  }

  /** Forgets the client, who went away; what it has is redelivered after its deadline. */
  void gone() {
    synchronized (backlog) {
      over = true;
      backlog.detach(this);
    }
  }

  /** Ends the stream as the client wishes. */
  void finish() {
    synchronized (backlog) {
      if (!over) {
        gone();
        out.onCompleted();
      }
    }
  }

  @Override
  public void end(ApiException why) {
    synchronized (backlog) {
      if (!over) {
        gone();
        out.onError(GrpcCalls.error(why));
      }
    }
  }
}
