package io.faast.emulator.gcp.pubsub;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.DeleteSubscriptionRequest;
import com.google.pubsub.v1.DeleteTopicRequest;
import com.google.pubsub.v1.GetSubscriptionRequest;
import com.google.pubsub.v1.GetTopicRequest;
import com.google.pubsub.v1.ListSubscriptionsRequest;
import com.google.pubsub.v1.ListTopicSubscriptionsRequest;
import com.google.pubsub.v1.ListTopicsRequest;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.ModifyPushConfigRequest;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import com.google.pubsub.v1.UpdateSubscriptionRequest;
import com.google.pubsub.v1.UpdateTopicRequest;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Caller;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Paths;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Service;
import io.faast.emulator.gcp.iam.Policies;
import io.faast.emulator.gcp.iam.PolicyOperations;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pub/Sub over REST. */
final class PubSubService implements Service {
  private static final Pattern PATH =
      Pattern.compile(
          "/v1/(projects/[^/]+)/(topics|subscriptions)(?:/([^/:]+))?(/subscriptions)?(?::([A-Za-z]+))?");

  private final Topics topics;
  private final Subscriptions subscriptions;
  private final Broker broker;
  private final PolicyOperations policies;

  PubSubService(Topics topics, Subscriptions subscriptions, Broker broker, Policies policies) {
    this.topics = topics;
    this.subscriptions = subscriptions;
    this.broker = broker;
    this.policies = new PolicyOperations(policies);
  }

  @Override
  public String name() {
    return "pubsub";
  }

  @Override
  public ApiException denied(Caller caller, Permission needed) {
    return GrpcCalls.denied(caller, needed);
  }

  @Override
  public Optional<Operation> operation(Request request) {
    Matcher path = PATH.matcher(Paths.of(request));
    if (!path.matches()) {
      return Optional.empty();
    }
    boolean ofTopics = path.group(2).equals("topics");
    String project = path.group(1);
    if (path.group(3) == null) {
      return request.method().equals("GET")
          ? Optional.of(ofTopics ? topicList(request, project) : subscriptionList(request, project))
          : Optional.empty();
    }
    String name = project + "/" + path.group(2) + "/" + path.group(3);
    String verb = path.group(5);
    if (verb != null) {
      Optional<Operation> own = ofTopics ? onTopic(verb, name, request) : on(verb, name, request);
      return own.isPresent()
          ? own
          : policies.operation(
              verb,
              "pubsub." + path.group(2),
              name,
              request,
              resource -> PolicyRpc.exists(broker, resource));
    }
    return ofTopics ? topic(request, name, path.group(4) != null) : subscription(request, name);
  }

  private Operation topicList(Request request, String project) {
    return run(
        topics.list,
        ListTopicsRequest.newBuilder()
            .setProject(project)
            .setPageSize(pageSize(request))
            .setPageToken(pageToken(request))
            .build());
  }

  private Operation subscriptionList(Request request, String project) {
    return run(
        subscriptions.list,
        ListSubscriptionsRequest.newBuilder()
            .setProject(project)
            .setPageSize(pageSize(request))
            .setPageToken(pageToken(request))
            .build());
  }

  private Optional<Operation> topic(Request request, String name, boolean itsSubscriptions) {
    if (itsSubscriptions) {
      return Optional.of(
          run(
              topics.subscriptions,
              ListTopicSubscriptionsRequest.newBuilder().setTopic(name).build()));
    }
    return switch (request.method()) {
      case "PUT" ->
          Optional.of(run(topics.create, read(request, Topic.newBuilder()).setName(name).build()));
      case "GET" ->
          Optional.of(run(topics.get, GetTopicRequest.newBuilder().setTopic(name).build()));
      case "PATCH" ->
          Optional.of(run(topics.update, read(request, UpdateTopicRequest.newBuilder()).build()));
      case "DELETE" ->
          Optional.of(run(topics.delete, DeleteTopicRequest.newBuilder().setTopic(name).build()));
      default -> Optional.empty();
    };
  }

  private Optional<Operation> subscription(Request request, String name) {
    return switch (request.method()) {
      case "PUT" ->
          Optional.of(
              run(
                  subscriptions.create,
                  read(request, Subscription.newBuilder()).setName(name).build()));
      case "GET" ->
          Optional.of(
              run(
                  subscriptions.get,
                  GetSubscriptionRequest.newBuilder().setSubscription(name).build()));
      case "PATCH" ->
          Optional.of(
              run(
                  subscriptions.update,
                  read(request, UpdateSubscriptionRequest.newBuilder()).build()));
      case "DELETE" ->
          Optional.of(
              run(
                  subscriptions.delete,
                  DeleteSubscriptionRequest.newBuilder().setSubscription(name).build()));
      default -> Optional.empty();
    };
  }

  private Optional<Operation> onTopic(String verb, String name, Request request) {
    return verb.equals("publish")
        ? Optional.of(
            run(topics.publish, read(request, PublishRequest.newBuilder()).setTopic(name).build()))
        : Optional.empty();
  }

  private Optional<Operation> on(String verb, String name, Request request) {
    return switch (verb) {
      case "pull" ->
          Optional.of(
              run(
                  subscriptions.pull,
                  read(request, PullRequest.newBuilder()).setSubscription(name).build()));
      case "acknowledge" ->
          Optional.of(
              run(
                  subscriptions.acknowledge,
                  read(request, AcknowledgeRequest.newBuilder()).setSubscription(name).build()));
      case "modifyAckDeadline" ->
          Optional.of(
              run(
                  subscriptions.deadline,
                  read(request, ModifyAckDeadlineRequest.newBuilder())
                      .setSubscription(name)
                      .build()));
      case "modifyPushConfig" ->
          Optional.of(
              run(
                  subscriptions.push,
                  read(request, ModifyPushConfigRequest.newBuilder())
                      .setSubscription(name)
                      .build()));
      default -> Optional.empty();
    };
  }

  private static int pageSize(Request request) {
    String size = request.parameter("pageSize");
    try {
      return size == null ? 0 : Integer.parseInt(size);
    } catch (NumberFormatException e) {
      throw Checks.invalid("Invalid pageSize: " + size);
    }
  }

  private static String pageToken(Request request) {
    String token = request.parameter("pageToken");
    return token == null ? "" : token;
  }

  private static <B extends Message.Builder> B read(Request request, B into) {
    try {
      JsonFormat.parser().merge(request.text(), into);
      return into;
    } catch (InvalidProtocolBufferException e) {
      throw Checks.invalid("Invalid JSON payload received. " + e.getMessage());
    }
  }

  private static <I, O extends Message> Operation run(Method<I, O> method, I request) {
    return Operation.later(
        method.name(),
        method.needs().apply(request),
        call ->
            method
                .does()
                .apply(
                    request, new Method.Context(call.caller(), call.fault(), call.request().gone()))
                .thenApply(PubSubService::written));
  }

  private static Response written(Message message) {
    try {
      return Response.of(
          200,
          "application/json; charset=UTF-8",
          JsonFormat.printer().print(message).getBytes(StandardCharsets.UTF_8));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
