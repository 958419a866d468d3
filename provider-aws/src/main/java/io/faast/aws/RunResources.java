package io.faast.aws;

import io.faast.spi.CleanupReport;
import io.faast.spi.ProviderException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What was created for a run, and how it goes away again. Something is noted before it is asked
 * for, so that what was created behind a lost answer is deleted, too; it is struck out only when
 * AWS says that it was not created. Thread-safe.
 */
final class RunResources {
  private static final String RESPONSES_VISIBILITY = "30";

  /** Credit that a worker took and did not delete comes again soon; taking it twice is harmless. */
  private static final String CONTROL_VISIBILITY = "2";

  private final Clients clients;
  private final String runId;
  private final int logDays;
  private final Map<String, Supplier<CompletableFuture<?>>> deletions = new LinkedHashMap<>();
  private int creating;
  private boolean closed;

  RunResources(Clients clients, String runId, int logDays) {
    this.clients = clients;
    this.runId = runId;
    this.logDays = logDays;
  }

  /**
   * Creates something, on this thread, and remembers how to delete it.
   *
   * @throws ProviderException if it could not be created, or everything is being deleted
   */
  <T> T create(
      String action,
      String object,
      Supplier<CompletableFuture<T>> creation,
      Supplier<CompletableFuture<?>> deletion) {
    enter(object, deletion);
    try {
      return Api.await(action, object, creation.get());
    } catch (ProviderException e) {
      if (e.getCause() instanceof AwsServiceException refused && refused.statusCode() < 500) {
        forget(object);
      }
      throw e;
    } finally {
      leave();
    }
  }

  /** Keeps what is there from being deleted, and the clients from being closed, until it leaves. */
  private synchronized void enter(String object, Supplier<CompletableFuture<?>> deletion) {
    if (closed) {
      throw new ProviderException(object + " is not created: the run is closed", "", null);
    }
    deletions.put(object, deletion);
    creating++;
  }

  private synchronized void leave() {
    creating--;
    notifyAll();
  }

  private synchronized void forget(String object) {
    deletions.remove(object);
  }

  boolean createLogGroup(Map<String, String> tags) {
    CloudWatchLogsAsyncClient logs = clients.logs();
    String group = Names.logGroup(runId);
    Supplier<CompletableFuture<?>> deletion = () -> deleteLogGroup(group, tags);
    try {
      create(
          "logs:CreateLogGroup",
          group,
          () -> logs.createLogGroup(r -> r.logGroupName(group).tags(tags)),
          deletion);
    } catch (ProviderException e) {
      if (!(e.getCause() instanceof ResourceAlreadyExistsException) || !isOurs(group, tags)) {
        throw e;
      }
      // The SDK tried again after an answer was lost: it was created the first time.
      enter(group, deletion);
      leave();
    }
    // Also where it is deleted at the end: then nothing stays for ever, whatever dies.
    Api.await(
        "logs:PutRetentionPolicy",
        group,
        logs.putRetentionPolicy(r -> r.logGroupName(group).retentionInDays(Math.max(1, logDays))));
    return true;
  }

  private boolean isOurs(String group, Map<String, String> tags) {
    return new Search(clients)
        .logGroups(group).stream()
            .anyMatch(found -> found.id().equals(group) && found.tags().equals(tags));
  }

  /** A group that is to stay loses the run's tags: then it is nobody's garbage. */
  private CompletableFuture<?> deleteLogGroup(String group, Map<String, String> tags) {
    CloudWatchLogsAsyncClient logs = clients.logs();
    if (logDays == 0) {
      return logs.deleteLogGroup(r -> r.logGroupName(group));
    }
    List<String> ours = tags.keySet().stream().filter(key -> key.startsWith("faast:")).toList();
    return logs.describeLogGroups(r -> r.logGroupNamePrefix(group).limit(1))
        .thenCompose(
            found ->
                found.logGroups().isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : logs.untagResource(
                        r -> r.resourceArn(found.logGroups().get(0).logGroupArn()).tagKeys(ours)));
  }

  String createResponses(Map<String, String> tags) {
    return createQueue(Names.responses(runId), RESPONSES_VISIBILITY, tags);
  }

  String createControl(int number, Map<String, String> tags) {
    return createQueue(Names.control(runId, number), CONTROL_VISIBILITY, tags);
  }

  private String createQueue(String name, String visibility, Map<String, String> tags) {
    return create(
            "sqs:CreateQueue",
            name,
            () ->
                clients
                    .sqs()
                    .createQueue(
                        r ->
                            r.queueName(name)
                                .attributes(
                                    Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, visibility))
                                .tags(tags)),
            () -> deleteQueue(name))
        .queueUrl();
  }

  private CompletableFuture<?> deleteQueue(String name) {
    return clients
        .sqs()
        .getQueueUrl(r -> r.queueName(name))
        .thenCompose(found -> clients.sqs().deleteQueue(r -> r.queueUrl(found.queueUrl())));
  }

  /** Creates the bucket; what has not gone a day later goes by itself, whatever dies. */
  boolean createBucket(String name, Map<String, String> tags, Metering metering) {
    List<Tag> all =
        tags.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    CreateBucketConfiguration.Builder place = CreateBucketConfiguration.builder().tags(all);
    if (!clients.region.equals(Region.US_EAST_1)) {
      place.locationConstraint(clients.region.id());
    }
    Supplier<CompletableFuture<?>> deletion =
        () -> new BucketDeletion(clients.s3(), name, () -> metering.storageWrites(1)).run();
    create(
        "s3:CreateBucket",
        name,
        () ->
            clients.s3().createBucket(r -> r.bucket(name).createBucketConfiguration(place.build())),
        deletion);
    metering.storageWrites(1);
    LifecycleRule rule =
        LifecycleRule.builder()
            .id("faast")
            .status(ExpirationStatus.ENABLED)
            .filter(f -> f.prefix(""))
            .expiration(e -> e.days(1))
            .abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(1))
            .build();
    enter(name, deletion);
    try {
      Api.await(
          "s3:PutLifecycleConfiguration",
          name,
          clients
              .s3()
              .putBucketLifecycleConfiguration(
                  r -> r.bucket(name).lifecycleConfiguration(l -> l.rules(rule))));
    } finally {
      leave();
    }
    metering.storageWrites(1);
    return true;
  }

  /** Waits for what is being created, as deleting it before would miss it, and creates no more. */
  private synchronized Map<String, Supplier<CompletableFuture<?>>> takeAll() {
    closed = true;
    boolean interrupted = false;
    while (creating > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Map<String, Supplier<CompletableFuture<?>>> all = new LinkedHashMap<>(deletions);
    deletions.clear();
    return all;
  }

  /** Deletes everything, all at once; never fails. */
  CleanupReport deleteAll() {
    Map<String, Supplier<CompletableFuture<?>>> all = takeAll();
    Map<String, CompletableFuture<?>> running = new LinkedHashMap<>();
    all.forEach((object, deletion) -> running.put(object, begun(deletion)));
    int deleted = 0;
    List<String> failures = new ArrayList<>();
    for (Map.Entry<String, CompletableFuture<?>> entry : running.entrySet()) {
      try {
        entry.getValue().join();
        deleted++;
      } catch (RuntimeException e) {
        Throwable cause = Api.cause(e);
        if (!Gone.is(cause)) {
          failures.add(entry.getKey() + " could not be deleted: " + Api.describe(cause));
        }
      }
    }
    return new CleanupReport(deleted, failures);
  }

  private static CompletableFuture<?> begun(Supplier<CompletableFuture<?>> deletion) {
    try {
      return deletion.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
