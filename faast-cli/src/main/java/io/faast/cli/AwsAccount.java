package io.faast.cli;

import io.faast.aws.AwsOptions;
import io.faast.tck.TckTarget.Planted;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** What is in an account, by lists of all that there is, and a queue that is a stranger's. */
final class AwsAccount implements AutoCloseable {
  private static final String PREFIX = "faast-";

  private final LambdaAsyncClient lambda;
  private final SqsAsyncClient sqs;
  private final CloudWatchLogsAsyncClient logs;
  private final S3AsyncClient s3;
  private final List<String> planted = new ArrayList<>();

  AwsAccount(AwsOptions options) {
    lambda = at(options, LambdaAsyncClient.builder()).build();
    sqs = at(options, SqsAsyncClient.builder()).build();
    logs = at(options, CloudWatchLogsAsyncClient.builder()).build();
    S3AsyncClientBuilder storage = at(options, S3AsyncClient.builder());
    s3 = storage.forcePathStyle(options.endpoint() != null).build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(AwsOptions options, B builder) {
    String region = options.region();
    AwsCredentialsProvider credentials = options.credentials();
    URI endpoint = options.endpoint();
    if (region != null) {
      builder.region(Region.of(region));
    }
    if (credentials != null) {
      builder.credentialsProvider(credentials);
    }
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return builder;
  }

  /** Names everything whose name has the run's id. */
  List<String> existing(String runId) {
    List<String> found = new ArrayList<>();
    Consumer<String> add =
        name -> {
          if (name.contains(runId)) {
            found.add(name);
          }
        };
    lambda
        .listFunctionsPaginator()
        .functions()
        .subscribe(function -> add.accept("function " + function.functionName()))
        .join();
    sqs.listQueuesPaginator(r -> r.queueNamePrefix(PREFIX))
        .queueUrls()
        .subscribe(url -> add.accept("queue " + url))
        .join();
    logs.describeLogGroupsPaginator(r -> r.logGroupNamePrefix("/aws/lambda/" + PREFIX))
        .logGroups()
        .subscribe(group -> add.accept("log group " + group.logGroupName()))
        .join();
    s3.listBuckets().join().buckets().forEach(bucket -> add.accept("bucket " + bucket.name()));
    return found;
  }

  /** Returns everything that is in a log group. */
  String log(String group) {
    List<FilteredLogEvent> events = new ArrayList<>();
    logs.filterLogEventsPaginator(r -> r.logGroupName(group))
        .events()
        .subscribe(events::add)
        .join();
    return events.stream().map(FilteredLogEvent::message).collect(Collectors.joining("\n"));
  }

  /** Creates a queue that is called as if it were ours. */
  Planted plant() {
    String name = PREFIX + "stranger-" + UUID.randomUUID();
    String url = sqs.createQueue(r -> r.queueName(name)).join().queueUrl();
    planted.add(url);
    return new Planted() {
      @Override
      public String name() {
        return "queue " + url;
      }

      @Override
      public boolean exists() {
        return sqs.listQueues(r -> r.queueNamePrefix(name)).join().queueUrls().contains(url);
      }
    };
  }

  @Override
  public void close() {
    planted.forEach(url -> sqs.deleteQueue(r -> r.queueUrl(url)).join());
    lambda.close();
    sqs.close();
    logs.close();
    s3.close();
  }
}
