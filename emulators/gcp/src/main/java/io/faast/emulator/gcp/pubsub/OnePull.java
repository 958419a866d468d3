package io.faast.emulator.gcp.pubsub;

import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.PullResponse;
import com.google.pubsub.v1.ReceivedMessage;
import io.faast.emulator.core.Cut;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Meters;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A pull that waits for messages, once. Google does not say for how long; here it is 10 s. */
final class OnePull implements Sink {
  private static final long PATIENCE_SECONDS = 10;

  private final Backlog backlog;
  private final int most;
  private final CompletableFuture<PullResponse> response = new CompletableFuture<>();

  private OnePull(Backlog backlog, int most) {
    this.backlog = backlog;
    this.most = most;
  }

  @SuppressWarnings("deprecation") // clients may still ask not to wait
  static CompletableFuture<PullResponse> start(
      Broker broker, PullRequest request, Method.Context on, Meters meters) {
    if (request.getMaxMessages() <= 0) {
      throw Checks.invalid("The value for max_messages must be positive.");
    }
    Backlog backlog = broker.backlog(request.getSubscription());
    OnePull pull = new OnePull(backlog, request.getMaxMessages());
    backlog.attach(pull);
    if (request.getReturnImmediately()) {
      pull.giveUp();
    } else {
      var timeout = broker.timer().schedule(pull::giveUp, PATIENCE_SECONDS, TimeUnit.SECONDS);
      var unused = pull.response.whenComplete((done, failure) -> timeout.cancel(false));
      var unusedToo = on.gone().thenRun(pull::gone);
    }
    return pull.response.thenApply(
        done -> {
          long bytes =
              done.getReceivedMessagesList().stream()
                  .mapToLong(each -> Sizes.of(each.getMessage()))
                  .sum();
          meters.pubsub(bytes);
          meters.egress(on.caller(), bytes);
          return done;
        });
  }

  /** Nobody hears the answer any more: what comes from now on is for others. */
  private void gone() {
    backlog.detach(this);
    response.completeExceptionally(new Cut());
  }

  private void giveUp() {
    backlog.detach(this);
    response.complete(PullResponse.getDefaultInstance());
  }

  @Override
  public int room() {
    return response.isDone() ? 0 : most;
  }

  @Override
  public int ackDeadlineSeconds() {
    return backlog.settings().getAckDeadlineSeconds();
  }

  @Override
  public void deliver(List<ReceivedMessage> messages) {
    backlog.detach(this);
    response.complete(PullResponse.newBuilder().addAllReceivedMessages(messages).build());
  }

  @Override
  public void settled(ReceivedMessage message) {
    // It wants nothing any more.
  }

  @Override
  public void end(ApiException why) {
    response.completeExceptionally(why);
  }
}
