package io.faast.emulator.gcp.pubsub;

import com.google.pubsub.v1.StreamingPullRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Caller;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Permission;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a client sends on a streaming pull: first which subscription, then what it has done. */
final class StreamRequests implements StreamObserver<StreamingPullRequest> {
  private final GrpcCalls calls;
  private final Broker broker;
  private final Meters meters;
  private final ServerCallStreamObserver<StreamingPullResponse> out;
  private final CompletableFuture<PullStream> stream = new CompletableFuture<>();
  private boolean first = true;

  StreamRequests(
      GrpcCalls calls,
      Broker broker,
      Meters meters,
      ServerCallStreamObserver<StreamingPullResponse> out) {
    this.calls = calls;
    this.broker = broker;
    this.meters = meters;
    this.out = out;
    out.setOnCancelHandler(() -> then(PullStream::gone));
  }

  @Override
  public void onNext(StreamingPullRequest request) {
    if (first) {
      first = false;
      open(request);
    } else {
      then(open -> open.take(request));
    }
  }

  private void open(StreamingPullRequest request) {
    Caller caller;
    try {
      caller = calls.caller();
    } catch (ApiException e) {
      refuse(e);
      return;
    }
    var unused =
        calls
            .admission()
            .admit(
                "pubsub",
                "StreamingPull",
                List.of(new Permission("pubsub.subscriptions.consume", request.getSubscription())),
                caller,
                GrpcCalls::denied,
                (call, fault) ->
                    CompletableFuture.completedFuture(
                        new PullStream(
                            broker.backlog(request.getSubscription()),
                            request,
                            caller,
                            meters,
                            out)))
            .whenComplete(
                (opened, failure) -> {
                  if (failure == null) {
                    stream.complete(opened);
                    opened.begin();
                  } else {
                    refuse(failure);
                  }
                });
  }

  private void refuse(Throwable why) {
    stream.cancel(false);
    out.onError(GrpcCalls.error(why));
  }

  private void then(Consumer<PullStream> does) {
    @Nullable PullStream open = stream.isCompletedExceptionally() ? null : stream.getNow(null);
    if (open != null) {
      try {
        does.accept(open);
      } catch (ApiException e) {
        open.end(e);
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    then(PullStream::gone);
  }

  @Override
  public void onCompleted() {
    then(PullStream::finish);
  }
}
