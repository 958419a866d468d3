package io.faast.aws;

import io.faast.spi.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;

/** Looks through the account, page by page, for what is called as if it were ours. */
final class Search {
  /** Tags are asked for one by one; so many at once stay below what the services throttle. */
  private static final int AT_ONCE = 8;

  private static final int QUEUES_A_PAGE = 1_000;

  private static final int BUCKETS_A_PAGE = 1_000;

  private final Clients clients;

  Search(Clients clients) {
    this.clients = clients;
  }

  List<Found> functions() {
    List<FunctionConfiguration> ours = new ArrayList<>();
    String marker = null;
    do {
      String from = marker;
      ListFunctionsResponse page =
          Api.await(
              "lambda:ListFunctions",
              "the account",
              clients.lambda().listFunctions(r -> r.marker(from)));
      page.functions().stream()
          .filter(function -> function.functionName().startsWith(Names.PREFIX))
          .forEach(ours::add);
      marker = page.nextMarker();
    } while (marker != null && !marker.isEmpty());
    return tagged(
        "lambda:ListTags",
        ours,
        function ->
            clients
                .lambda()
                .listTags(r -> r.resource(function.functionArn()))
                .thenApply(
                    tags -> new Found(Found.FUNCTION, function.functionName(), tags.tags())));
  }

  /** Returns one function, or null if there is none of that name. */
  @Nullable Found function(String name) {
    return unlessGone(
        () ->
            new Found(
                Found.FUNCTION,
                name,
                Api.await(
                        "lambda:GetFunction",
                        name,
                        clients.lambda().getFunction(r -> r.functionName(name)))
                    .tags()));
  }

  List<Found> queues(String prefix) {
    List<String> urls = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      ListQueuesResponse page =
          Api.await(
              "sqs:ListQueues",
              "the account",
              clients
                  .sqs()
                  .listQueues(
                      r -> r.queueNamePrefix(prefix).maxResults(QUEUES_A_PAGE).nextToken(from)));
      urls.addAll(page.queueUrls());
      token = page.nextToken();
    } while (token != null && !token.isEmpty());
    return tagged("sqs:ListQueueTags", urls, this::queue);
  }

  /** Returns one queue, or null if there is none of that URL. */
  @Nullable Found queueAt(String url) {
    return unlessGone(() -> Api.await("sqs:ListQueueTags", url, queue(url)));
  }

  private CompletableFuture<Found> queue(String url) {
    return clients
        .sqs()
        .listQueueTags(r -> r.queueUrl(url))
        .thenApply(tags -> new Found(Found.QUEUE, url, tags.tags()));
  }

  List<Found> logGroups(String prefix) {
    List<LogGroup> groups = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      DescribeLogGroupsResponse page =
          Api.await(
              "logs:DescribeLogGroups",
              "the account",
              clients.logs().describeLogGroups(r -> r.logGroupNamePrefix(prefix).nextToken(from)));
      groups.addAll(page.logGroups());
      token = page.nextToken();
    } while (token != null && !token.isEmpty());
    return tagged(
        "logs:ListTagsForResource",
        groups,
        group ->
            clients
                .logs()
                .listTagsForResource(r -> r.resourceArn(group.logGroupArn()))
                .thenApply(tags -> new Found(Found.LOG_GROUP, group.logGroupName(), tags.tags())));
  }

  /** Lists those of the region only: others cannot be looked at from here. */
  List<Found> buckets(String prefix) {
    List<String> names = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      ListBucketsResponse page =
          Api.await(
              "s3:ListAllMyBuckets",
              "the account",
              clients
                  .s3()
                  .listBuckets(
                      r ->
                          r.prefix(prefix)
                              .bucketRegion(clients.region.id())
                              .maxBuckets(BUCKETS_A_PAGE)
                              .continuationToken(from)));
      page.buckets().stream()
          .map(Bucket::name)
          .filter(name -> name.startsWith(prefix))
          .forEach(names::add);
      token = page.continuationToken();
    } while (token != null && !token.isEmpty());
    return tagged("s3:GetBucketTagging", names, this::bucket);
  }

  /** Returns one bucket, or null if there is none of that name. */
  @Nullable Found bucketNamed(String name) {
    return unlessGone(() -> Api.await("s3:GetBucketTagging", name, bucket(name)));
  }

  private CompletableFuture<Found> bucket(String name) {
    return clients
        .s3()
        .getBucketTagging(r -> r.bucket(name))
        .thenApply(
            tags ->
                tags.tagSet().stream()
                    .collect(Collectors.toMap(Tag::key, Tag::value, (one, other) -> other)))
        .exceptionallyCompose(
            failure ->
                hasNoTags(Api.cause(failure))
                    ? CompletableFuture.completedFuture(Map.of())
                    : CompletableFuture.failedFuture(failure))
        .thenApply(tags -> new Found(Found.BUCKET, name, tags));
  }

  /** S3 knows a bucket without tags as an error. */
  private static boolean hasNoTags(Throwable cause) {
    return cause instanceof S3Exception refused && Api.code(refused).equals("NoSuchTagSet");
  }

  private static @Nullable Found unlessGone(java.util.function.Supplier<Found> look) {
    try {
      return look.get();
    } catch (ProviderException e) {
      Throwable cause = e.getCause();
      if (cause != null && Gone.is(cause)) {
        return null;
      }
      throw e;
    }
  }

  /** Asks for the tags of many; what is deleted meanwhile is left out. */
  private static <T> List<Found> tagged(
      String action, List<T> things, Function<T, CompletableFuture<Found>> look) {
    List<Found> found = new ArrayList<>();
    for (int from = 0; from < things.size(); from += AT_ONCE) {
      List<T> some = things.subList(from, Math.min(things.size(), from + AT_ONCE));
      List<CompletableFuture<Found>> asked = some.stream().map(look).toList();
      for (int i = 0; i < some.size(); i++) {
        CompletableFuture<Found> answer = asked.get(i);
        Found one = unlessGone(() -> Api.await(action, "the account", answer));
        if (one != null) {
          found.add(one);
        }
      }
    }
    return found;
  }
}
