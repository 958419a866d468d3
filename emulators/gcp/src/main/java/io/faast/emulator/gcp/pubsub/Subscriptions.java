package io.faast.emulator.gcp.pubsub;

import com.google.protobuf.Empty;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.DeleteSubscriptionRequest;
import com.google.pubsub.v1.GetSubscriptionRequest;
import com.google.pubsub.v1.ListSubscriptionsRequest;
import com.google.pubsub.v1.ListSubscriptionsResponse;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.ModifyPushConfigRequest;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.PullResponse;
import com.google.pubsub.v1.PushConfig;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.UpdateSubscriptionRequest;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.iam.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The methods of the Subscriber service, but for StreamingPull. */
final class Subscriptions {
  private static final String CONSUME = "pubsub.subscriptions.consume";

  private final Broker broker;
  private final Policies policies;
  private final SubscriptionSettings checks;

  final Method<Subscription, Subscription> create;
  final Method<GetSubscriptionRequest, Subscription> get;
  final Method<UpdateSubscriptionRequest, Subscription> update;
  final Method<ModifyPushConfigRequest, Empty> push;
  final Method<DeleteSubscriptionRequest, Empty> delete;
  final Method<ListSubscriptionsRequest, ListSubscriptionsResponse> list;
  final Method<PullRequest, PullResponse> pull;
  final Method<AcknowledgeRequest, Empty> acknowledge;
  final Method<ModifyAckDeadlineRequest, Empty> deadline;

  Subscriptions(
      Place place, Broker broker, Policies policies, Meters meters, SubscriptionSettings checks) {
    this.broker = broker;
    this.policies = policies;
    this.checks = checks;
    create =
        new Method<>(
            "CreateSubscription",
            in -> toCreate(in, place),
            (in, on) -> {
              Subscription made = checks.complete(in);
              broker.create(made);
              return CompletableFuture.completedFuture(made);
            });
    get =
        Method.now(
            "GetSubscription",
            "pubsub.subscriptions.get",
            GetSubscriptionRequest::getSubscription,
            (in, on) -> broker.backlog(in.getSubscription()).settings());
    update =
        new Method<>(
            "UpdateSubscription",
            in -> toUpdate(in.getSubscription().getName(), in.getSubscription().getPushConfig()),
            (in, on) -> CompletableFuture.completedFuture(update(in)));
    push =
        new Method<>(
            "ModifyPushConfig",
            in -> toUpdate(in.getSubscription(), in.getPushConfig()),
            (in, on) -> CompletableFuture.completedFuture(push(in)));
    delete =
        Method.now(
            "DeleteSubscription",
            "pubsub.subscriptions.delete",
            DeleteSubscriptionRequest::getSubscription,
            (in, on) -> delete(in.getSubscription()));
    list =
        Method.now(
            "ListSubscriptions",
            "pubsub.subscriptions.list",
            ListSubscriptionsRequest::getProject,
            (in, on) -> list(in));
    pull =
        new Method<>(
            "Pull",
            in -> List.of(new Permission(CONSUME, in.getSubscription())),
            (in, on) -> OnePull.start(broker, in, on, meters));
    acknowledge =
        Method.now(
            "Acknowledge",
            CONSUME,
            AcknowledgeRequest::getSubscription,
            (in, on) -> acknowledge(in));
    deadline =
        Method.now(
            "ModifyAckDeadline",
            CONSUME,
            ModifyAckDeadlineRequest::getSubscription,
            (in, on) -> deadline(in));
  }

  private static List<Permission> toCreate(Subscription wanted, Place place) {
    List<Permission> needed = new ArrayList<>();
    needed.add(new Permission("pubsub.subscriptions.create", place.projectName()));
    needed.add(new Permission("pubsub.topics.attachSubscription", wanted.getTopic()));
    needed.addAll(actingAs(wanted.getPushConfig()));
    return needed;
  }

  private static List<Permission> toUpdate(String name, PushConfig config) {
    List<Permission> needed = new ArrayList<>();
    needed.add(new Permission("pubsub.subscriptions.update", name));
    needed.addAll(actingAs(config));
    return needed;
  }

  private static List<Permission> actingAs(PushConfig config) {
    return config.hasOidcToken()
        ? List.of(
            new Permission(
                "iam.serviceAccounts.actAs",
                "projects/-/serviceAccounts/" + config.getOidcToken().getServiceAccountEmail()))
        : List.of();
  }

  private Subscription update(UpdateSubscriptionRequest request) {
    Subscription given = request.getSubscription();
    Subscription.Builder changed = broker.backlog(given.getName()).settings().toBuilder();
    for (String field : Masks.fields(request.getUpdateMask())) {
      switch (field) {
        case "labels" -> changed.clearLabels().putAllLabels(given.getLabelsMap());
        case "ack_deadline_seconds" -> changed.setAckDeadlineSeconds(given.getAckDeadlineSeconds());
        case "push_config" -> changed.setPushConfig(given.getPushConfig());
        case "dead_letter_policy" -> changed.setDeadLetterPolicy(given.getDeadLetterPolicy());
        case "retry_policy" -> changed.setRetryPolicy(given.getRetryPolicy());
        case "message_retention_duration" ->
            changed.setMessageRetentionDuration(given.getMessageRetentionDuration());
        case "expiration_policy" -> changed.setExpirationPolicy(given.getExpirationPolicy());
        default ->
            throw Checks.invalid(
                "Invalid update_mask provided in the UpdateSubscriptionRequest: " + field);
      }
    }
    Subscription complete = checks.complete(changed.build());
    broker.replace(complete);
    return complete;
  }

  private Empty push(ModifyPushConfigRequest request) {
    Subscription before = broker.backlog(request.getSubscription()).settings();
    broker.replace(
        checks.complete(before.toBuilder().setPushConfig(request.getPushConfig()).build()));
    return Empty.getDefaultInstance();
  }

  private Empty delete(String name) {
    broker.deleteSubscription(name);
    policies.forget(name);
    return Empty.getDefaultInstance();
  }

  private ListSubscriptionsResponse list(ListSubscriptionsRequest request) {
    Pages<Subscription> page =
        Pages.of(
            broker.backlogs().stream().map(Backlog::settings).toList(),
            Subscription::getName,
            request.getPageSize(),
            request.getPageToken());
    return ListSubscriptionsResponse.newBuilder()
        .addAllSubscriptions(page.items())
        .setNextPageToken(page.next())
        .build();
  }

  private Empty acknowledge(AcknowledgeRequest request) {
    Backlog backlog = broker.backlog(request.getSubscription());
    if (request.getAckIdsCount() == 0) {
      throw Checks.invalid("No ack ids specified.");
    }
    request.getAckIdsList().forEach(backlog::acknowledge);
    return Empty.getDefaultInstance();
  }

  private Empty deadline(ModifyAckDeadlineRequest request) {
    Backlog backlog = broker.backlog(request.getSubscription());
    for (String id : request.getAckIdsList()) {
      modify(backlog, id, request.getAckDeadlineSeconds());
    }
    return Empty.getDefaultInstance();
  }

  /** Changes the deadline of a message; none at all refuses it. */
  static void modify(Backlog backlog, String id, int seconds) {
    if (seconds < 0 || seconds > SubscriptionSettings.LONGEST_DEADLINE) {
      throw Checks.invalid("Invalid ack deadline: " + seconds);
    }
    if (seconds == 0) {
      backlog.refuse(id);
    } else {
      backlog.extend(id, seconds);
    }
  }
}
