package io.faast.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.pubsub.v1.GetSubscriptionRequest;
import com.google.pubsub.v1.GetTopicRequest;
import com.google.pubsub.v1.ListSubscriptionsRequest;
import com.google.pubsub.v1.ListSubscriptionsResponse;
import com.google.pubsub.v1.ListTopicsRequest;
import com.google.pubsub.v1.ListTopicsResponse;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import io.faast.spi.ProviderException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the project, page by page, for what is called as if it were ours. Functions are
 * those of one region; topics have none, and buckets are those of all.
 */
final class Search {
  private static final String FUNCTIONS = "cloudfunctions.googleapis.com";
  private static final int A_PAGE = 1_000;

  private final Clients clients;

  Search(Clients clients) {
    this.clients = clients;
  }

  List<Found> functions(String prefix) {
    String path = "/v2/" + Names.location(clients.project, clients.region) + "/functions";
    List<Found> found = new ArrayList<>();
    pages(
        "cloudfunctions.functions.list",
        FUNCTIONS,
        path + "?pageSize=" + A_PAGE,
        page -> {
          for (JsonNode function : page.path("functions")) {
            add(found, prefix, function(function));
          }
        });
    return found;
  }

  /** Returns one function, or null if there is none of that name. */
  @Nullable Found functionNamed(String name) {
    String path = "/v2/" + Names.functionPath(clients.project, clients.region, name);
    return unlessGone(
        () ->
            function(
                Api.await(
                    "cloudfunctions.functions.get", name, clients.rest().get(FUNCTIONS, path))));
  }

  private static Found function(JsonNode function) {
    return new Found(
        Found.FUNCTION, last(function.path("name").asText("")), labels(function.path("labels")));
  }

  List<Found> topics(String prefix) {
    List<Found> found = new ArrayList<>();
    String token = "";
    do {
      ListTopicsRequest request =
          ListTopicsRequest.newBuilder()
              .setProject("projects/" + clients.project)
              .setPageSize(A_PAGE)
              .setPageToken(token)
              .build();
      ListTopicsResponse page =
          Api.await(
              "pubsub.topics.list",
              "the project",
              Api.future(clients.pubsub().topics().listTopicsCallable().futureCall(request)));
      page.getTopicsList().forEach(topic -> add(found, prefix, topic(topic)));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return found;
  }

  /** Returns one topic, or null if there is none of that name. */
  @Nullable Found topicNamed(String name) {
    GetTopicRequest request =
        GetTopicRequest.newBuilder()
            .setTopic(QueueCreation.topicName(clients.project, name))
            .build();
    return unlessGone(
        () ->
            topic(
                Api.await(
                    "pubsub.topics.get",
                    name,
                    Api.future(clients.pubsub().topics().getTopicCallable().futureCall(request)))));
  }

  private static Found topic(Topic topic) {
    return new Found(Found.TOPIC, last(topic.getName()), topic.getLabelsMap());
  }

  List<Found> subscriptions(String prefix) {
    List<Found> found = new ArrayList<>();
    String token = "";
    do {
      ListSubscriptionsRequest request =
          ListSubscriptionsRequest.newBuilder()
              .setProject("projects/" + clients.project)
              .setPageSize(A_PAGE)
              .setPageToken(token)
              .build();
      ListSubscriptionsResponse page =
          Api.await(
              "pubsub.subscriptions.list",
              "the project",
              Api.future(
                  clients
                      .pubsub()
                      .subscriptions()
                      .listSubscriptionsCallable()
                      .futureCall(request)));
      page.getSubscriptionsList().forEach(one -> add(found, prefix, subscription(one)));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return found;
  }

  /** Returns one subscription, or null if there is none of that name. */
  @Nullable Found subscriptionNamed(String name) {
    GetSubscriptionRequest request =
        GetSubscriptionRequest.newBuilder()
            .setSubscription(QueueCreation.subscriptionName(clients.project, name))
            .build();
    return unlessGone(
        () ->
            subscription(
                Api.await(
                    "pubsub.subscriptions.get",
                    name,
                    Api.future(
                        clients
                            .pubsub()
                            .subscriptions()
                            .getSubscriptionCallable()
                            .futureCall(request)))));
  }

  private static Found subscription(Subscription subscription) {
    return new Found(Found.SUBSCRIPTION, last(subscription.getName()), subscription.getLabelsMap());
  }

  List<Found> buckets(String prefix) {
    List<Found> found = new ArrayList<>();
    pages(
        "storage.buckets.list",
        PayloadBucket.HOST,
        "/storage/v1/b?project=" + clients.project + "&maxResults=" + A_PAGE + "&prefix=" + prefix,
        page -> page.path("items").forEach(item -> add(found, prefix, bucket(item))));
    return found;
  }

  /** Returns one bucket, or null if there is none of that name. */
  @Nullable Found bucketNamed(String name) {
    return unlessGone(
        () ->
            bucket(
                Api.await(
                    "storage.buckets.get",
                    name,
                    clients.rest().get(PayloadBucket.HOST, "/storage/v1/b/" + name))));
  }

  private static Found bucket(JsonNode bucket) {
    return new Found(Found.BUCKET, bucket.path("name").asText(""), labels(bucket.path("labels")));
  }

  private void pages(String permission, String host, String path, Consumer<JsonNode> reader) {
    String token = "";
    do {
      String from =
          token.isEmpty() ? "" : "&pageToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
      JsonNode page = Api.await(permission, "the project", clients.rest().get(host, path + from));
      reader.accept(page);
      token = page.path("nextPageToken").asText("");
    } while (!token.isEmpty());
  }

  private static void add(List<Found> found, String prefix, Found one) {
    if (one.id().startsWith(prefix)) {
      found.add(one);
    }
  }

  private static String last(String fullName) {
    return fullName.substring(fullName.lastIndexOf('/') + 1);
  }

  private static Map<String, String> labels(JsonNode node) {
    Map<String, String> labels = new LinkedHashMap<>();
    node.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }

  private static @Nullable Found unlessGone(Supplier<Found> look) {
    try {
      return look.get();
    } catch (ProviderException e) {
      Throwable cause = e.getCause();
      if (cause != null && Api.notFound(cause)) {
        return null;
      }
      throw e;
    }
  }
}
