package io.faast.emulator.gcp.pubsub;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import com.google.pubsub.v1.DeadLetterPolicy;
import com.google.pubsub.v1.ExpirationPolicy;
import com.google.pubsub.v1.PushConfig;
import com.google.pubsub.v1.Subscription;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Status;
import io.faast.emulator.gcp.iam.ServiceAccounts;
import java.net.URI;

/** Checks what a subscription is to be like, and fills in the defaults. */
final class SubscriptionSettings {
  static final int LONGEST_DEADLINE = 600;

  private static final int SHORTEST_DEADLINE = 10;
  private static final Duration SHORTEST_RETENTION = Durations.fromMinutes(10);
  private static final Duration RETENTION = Durations.fromDays(7);
  private static final Duration LONGEST_RETENTION = Durations.fromDays(31);
  private static final Duration EXPIRATION = Durations.fromDays(31);

  private final Place place;
  private final Broker broker;
  private final ServiceAccounts accounts;

  SubscriptionSettings(Place place, Broker broker, ServiceAccounts accounts) {
    this.place = place;
    this.broker = broker;
    this.accounts = accounts;
  }

  /** Returns the same with its defaults, or refuses it. */
  Subscription complete(Subscription wanted) {
    Checks.name(wanted.getName(), place.projectName(), "subscriptions");
    Checks.labels(wanted.getLabelsMap());
    if (!wanted.getFilter().isEmpty()
        || wanted.getEnableMessageOrdering()
        || wanted.getEnableExactlyOnceDelivery()
        || wanted.hasBigqueryConfig()
        || wanted.hasCloudStorageConfig()) {
      throw new ApiException(
          Status.UNIMPLEMENTED,
          "The emulator knows no filters, ordering, exactly-once delivery, and exports");
    }
    Subscription.Builder complete = wanted.toBuilder().setState(Subscription.State.ACTIVE);
    int deadline = wanted.getAckDeadlineSeconds();
    if (deadline == 0) {
      complete.setAckDeadlineSeconds(SHORTEST_DEADLINE);
    } else if (deadline < SHORTEST_DEADLINE || deadline > LONGEST_DEADLINE) {
      throw Checks.invalid("Invalid ack deadline given (" + deadline + "), must be 10 to 600.");
    }
    retention(wanted, complete);
    push(wanted.getPushConfig());
    if (wanted.hasDeadLetterPolicy()) {
      complete.setDeadLetterPolicy(deadLetters(wanted.getDeadLetterPolicy()));
    }
    if (wanted.hasRetryPolicy()) {
      retries(wanted);
    }
    return complete.build();
  }

  private static void retention(Subscription wanted, Subscription.Builder complete) {
    Duration retention = wanted.getMessageRetentionDuration();
    if (!wanted.hasMessageRetentionDuration()) {
      complete.setMessageRetentionDuration(RETENTION);
    } else if (Durations.compare(retention, SHORTEST_RETENTION) < 0
        || Durations.compare(retention, LONGEST_RETENTION) > 0) {
      throw Checks.invalid("Invalid message retention: 10 minutes to 31 days.");
    }
    if (!wanted.hasExpirationPolicy()) {
      complete.setExpirationPolicy(ExpirationPolicy.newBuilder().setTtl(EXPIRATION));
    } else if (wanted.getExpirationPolicy().hasTtl()
        && Durations.compare(wanted.getExpirationPolicy().getTtl(), Durations.fromDays(1)) < 0) {
      throw Checks.invalid("Invalid expiration policy: at least 1 day.");
    }
  }

  private void push(PushConfig config) {
    if (config.getPushEndpoint().isEmpty()) {
      return;
    }
    URI endpoint;
    try {
      endpoint = URI.create(config.getPushEndpoint());
    } catch (IllegalArgumentException e) {
      throw Checks.invalid("Invalid push endpoint given: " + config.getPushEndpoint());
    }
    boolean loopback = "127.0.0.1".equals(endpoint.getHost());
    if (!loopback && !"https".equals(endpoint.getScheme())) {
      throw Checks.invalid(
          "Invalid push endpoint given (endpoint="
              + config.getPushEndpoint()
              + "). Refer to https://cloud.google.com/pubsub/docs/push");
    }
    if (config.hasNoWrapper()) {
      throw new ApiException(Status.UNIMPLEMENTED, "The emulator pushes wrapped messages only");
    }
    if (config.hasOidcToken()) {
      var unused = accounts.use(config.getOidcToken().getServiceAccountEmail(), Status.NOT_FOUND);
    }
  }

  private DeadLetterPolicy deadLetters(DeadLetterPolicy policy) {
    var unused = broker.topic(policy.getDeadLetterTopic());
    int attempts = policy.getMaxDeliveryAttempts();
    if (attempts != 0 && (attempts < 5 || attempts > 100)) {
      throw Checks.invalid("Invalid max_delivery_attempts: 5 to 100.");
    }
    return attempts == 0 ? policy.toBuilder().setMaxDeliveryAttempts(5).build() : policy;
  }

  private static void retries(Subscription wanted) {
    Duration longest = Durations.fromSeconds(600);
    if (Durations.compare(wanted.getRetryPolicy().getMinimumBackoff(), longest) > 0
        || Durations.compare(wanted.getRetryPolicy().getMaximumBackoff(), longest) > 0) {
      throw Checks.invalid("Invalid retry policy: 0 to 600 seconds.");
    }
  }
}
