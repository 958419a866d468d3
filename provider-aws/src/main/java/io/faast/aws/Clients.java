package io.faast.aws;

import io.faast.spi.ProviderException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.ProxyConfiguration;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClientBuilder;
import software.amazon.awssdk.services.pricing.PricingAsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The SDK's clients of one run, each made when it is first needed. Thread-safe. */
final class Clients implements AutoCloseable {
  /** Tries of a request to the control plane, which throttles: the SDK backs off in between. */
  private static final int TRIES = 8;

  /** Control planes are called by few at a time; long polls hold one connection each. */
  private static final int CONTROL_CONNECTIONS = 64;

  /** Threads that had nothing to do for so long have nothing to do any more. */
  private static final Duration QUIET = Duration.ofMillis(100);

  /** How long the clients' threads may take to end what they are at. */
  private static final Duration THREADS_PATIENCE = Duration.ofSeconds(5);

  private static final Duration CONTROL_TIMEOUT = Duration.ofSeconds(60);

  /**
   * How much longer than its timeout an invocation may take until the client gives it up: a cold
   * start comes first, and Lambda itself ends the invocation and says so.
   */
  private static final Duration GRACE = Duration.ofSeconds(90);

  final AwsOptions options;
  final Region region;
  private final ServiceTime time;
  private final AwsCredentialsProvider credentials;
  private final boolean ownCredentials;
  private final CompletableFuture<Network> network;
  private final Once<LambdaAsyncClient> lambda;
  private final Once<IamAsyncClient> iam;
  private final Once<SqsAsyncClient> sqs;
  private final Once<CloudWatchLogsAsyncClient> logs;
  private final Once<PricingAsyncClient> pricing;
  private final Once<S3AsyncClient> s3;

  private Clients(AwsOptions options, Region region, ServiceTime time) {
    this.time = time;
    this.options = options;
    this.region = region;
    network = Background.run("network", Network::make);
    AwsCredentialsProvider given = options.credentials();
    ownCredentials = given == null;
    credentials = given == null ? DefaultCredentialsProvider.builder().build() : given;
    lambda = new Once<>(() -> control(LambdaAsyncClient.builder(), region).build());
    iam = new Once<>(() -> control(IamAsyncClient.builder(), home(options, region)).build());
    sqs = new Once<>(() -> control(SqsAsyncClient.builder(), region).build());
    logs = new Once<>(() -> control(CloudWatchLogsAsyncClient.builder(), region).build());
    pricing =
        new Once<>(() -> control(PricingAsyncClient.builder(), home(options, region)).build());
    s3 = new Once<>(this::makeS3);
  }

  /** Threads, and connections to control planes: made aside, since their classes are many. */
  private record Network(SdkEventLoopGroup loops, SdkAsyncHttpClient http) {
    static Network make() {
      SdkEventLoopGroup loops = SdkEventLoopGroup.builder().build();
      SdkAsyncHttpClient http =
          NettyNioAsyncHttpClient.builder()
              .eventLoopGroup(loops)
              .maxConcurrency(CONTROL_CONNECTIONS)
              .readTimeout(CONTROL_TIMEOUT)
              .connectionAcquisitionTimeout(CONTROL_TIMEOUT)
              .build();
      return new Network(loops, http);
    }
  }

  /**
   * Finds the region, and makes clients for it.
   *
   * @throws ProviderException if no region is named anywhere
   */
  static Clients open(AwsOptions options) {
    return open(options, InstantSource.system());
  }

  /** Makes clients that take this for the clock of this machine. */
  static Clients open(AwsOptions options, InstantSource clock) {
    return new Clients(options, region(options), new ServiceTime(clock));
  }

  private static Region region(AwsOptions options) {
    String named = options.region();
    if (named != null) {
      return Region.of(named);
    }
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException e) {
      throw new ProviderException(
          "No region is named: not in the options, AWS_REGION, or the profile.",
          "Give AwsOptions.withRegion(\"eu-west-1\"), or set AWS_REGION.",
          e);
    }
  }

  /** Returns where a service is that has one place for all regions; an emulator has one anyway. */
  private static Region home(AwsOptions options, Region region) {
    if (options.endpoint() != null) {
      return region;
    }
    if (region.id().startsWith("cn-")) {
      return Region.CN_NORTH_1;
    }
    return region.id().startsWith("us-gov-") ? Region.US_GOV_WEST_1 : Region.US_EAST_1;
  }

  /** Finds what a service's own client would find, without the time that making one takes. */
  private static AwsClientEndpointProvider endpoint(
      AwsOptions options, Region region, String service, String variable) {
    return AwsClientEndpointProvider.builder()
        .clientEndpointOverride(options.endpoint())
        .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_" + variable)
        .serviceEndpointOverrideSystemProperty(
            "aws.endpointUrl" + variable.charAt(0) + variable.substring(1).toLowerCase(Locale.ROOT))
        .serviceProfileProperty(service)
        .serviceEndpointPrefix(service)
        .defaultProtocol("https")
        .region(region)
        .profileFile(ProfileFile::defaultProfileFile)
        .profileName(ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow())
        .build();
  }

  /**
   * What stands in for S3 is not told the bucket by the name of a host. Checksums are left to TLS
   * where S3 does not ask for them.
   */
  private S3AsyncClient makeS3() {
    return control(S3AsyncClient.builder(), region)
        .forcePathStyle(storageOverride() != null)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
        .build();
  }

  /** Returns where S3 is called instead of at AWS, or null. */
  @Nullable URI storageOverride() {
    AwsClientEndpointProvider storage = endpoint(options, region, "s3", "S3");
    return storage.isEndpointOverridden() ? storage.clientEndpoint() : null;
  }

  /** Returns what tells the time. */
  ServiceTime time() {
    return time;
  }

  AwsCredentialsProvider credentials() {
    return credentials;
  }

  S3AsyncClient s3() {
    return s3.get();
  }

  LambdaAsyncClient lambda() {
    return lambda.get();
  }

  IamAsyncClient iam() {
    return iam.get();
  }

  SqsAsyncClient sqs() {
    return sqs.get();
  }

  CloudWatchLogsAsyncClient logs() {
    return logs.get();
  }

  PricingAsyncClient pricing() {
    return pricing.get();
  }

  /**
   * Makes the client for invocations, which the caller closes before these clients. It never tries
   * again: that is the engine's, and a second try of a call that is still running would run it
   * twice.
   *
   * @param function name or ARN of what is called
   * @param concurrency most calls at once
   * @param timeout of a call
   */
  FunctionClient function(String function, int concurrency, Duration timeout) {
    URI endpoint = endpoint(options, region, "lambda", "LAMBDA").clientEndpoint();
    Duration patience = timeout.plus(GRACE);
    if (options.clientBuilders() != null || goesByOthers(endpoint.getScheme())) {
      return throughSdk(function, concurrency, patience);
    }
    return new HttpFunctionClient(
        network.join().loops,
        concurrency,
        credentials,
        region.id(),
        endpoint,
        endpoint.getScheme().equals("https") ? tls() : null,
        function,
        patience,
        Clock.systemUTC());
  }

  /** Returns whether the SDK's HTTP client would go by a proxy, or show a certificate. */
  private static boolean goesByOthers(String scheme) {
    return ProxyConfiguration.builder().scheme(scheme).build().host() != null
        || System.getProperty("javax.net.ssl.keyStore") != null;
  }

  private static SslContext tls() {
    try {
      return SslContextBuilder.forClient().sslProvider(SslProvider.JDK).build();
    } catch (SSLException e) {
      throw new ProviderException("TLS is not to be had: " + e, "See the message.", e);
    }
  }

  private FunctionClient throughSdk(String function, int concurrency, Duration patience) {
    SdkAsyncHttpClient connections =
        NettyNioAsyncHttpClient.builder()
            .eventLoopGroup(network.join().loops)
            .maxConcurrency(concurrency)
            .maxPendingConnectionAcquires(concurrency)
            .connectionTimeout(Duration.ofSeconds(10))
            .connectionAcquisitionTimeout(CONTROL_TIMEOUT)
            .readTimeout(patience)
            .writeTimeout(CONTROL_TIMEOUT)
            .tcpKeepAlive(true)
            .build();
    return new SdkFunctionClient(invoker(connections, patience), connections, function);
  }

  /**
   * Answers are handed over on the threads that read them: what hears them is quick, and a switch
   * of threads costs more than it does.
   */
  private LambdaAsyncClient invoker(SdkAsyncHttpClient connections, Duration patience) {
    LambdaAsyncClientBuilder builder =
        base(LambdaAsyncClient.builder(), region)
            .httpClient(connections)
            .asyncConfiguration(
                a ->
                    a.advancedOption(
                        SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run));
    changed(builder);
    return builder
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .apiCallTimeout(patience)
                .build())
        .build();
  }

  private <B extends AwsClientBuilder<B, ?> & AwsAsyncClientBuilder<B, ?>> B control(
      B builder, Region where) {
    return changed(
        base(builder, where)
            .httpClient(network.join().http)
            .overrideConfiguration(
                o ->
                    o.addExecutionInterceptor(time)
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(TRIES)
                                .build())));
  }

  private <B extends AwsClientBuilder<B, ?>> B changed(B builder) {
    if (options.clientBuilders() != null) {
      options.clientBuilders().accept(builder);
    }
    return builder;
  }

  private <B extends AwsClientBuilder<B, ?>> B base(B builder, Region where) {
    builder.region(where).credentialsProvider(credentials);
    if (options.endpoint() != null) {
      builder.endpointOverride(options.endpoint());
    }
    return builder;
  }

  @Override
  public synchronized void close() {
    lambda.close();
    iam.close();
    sqs.close();
    logs.close();
    pricing.close();
    s3.close();
    Network made = network.join();
    made.http.close();
    // A client that has threads of its own keeps who closes it waiting for two seconds. What the
    // connections still have to do when they are closed, they do in much less.
    made.loops
        .eventLoopGroup()
        .shutdownGracefully(QUIET.toMillis(), THREADS_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(THREADS_PATIENCE.toMillis());
    if (ownCredentials && credentials instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }

  /** Makes something when it is first asked for. */
  private static final class Once<T extends SdkAutoCloseable> {
    private final Supplier<T> maker;
    private @Nullable T made;

    Once(Supplier<T> maker) {
      this.maker = maker;
    }

    synchronized T get() {
      T value = made;
      if (value == null) {
        value = maker.get();
        made = value;
      }
      return value;
    }

    synchronized void close() {
      if (made != null) {
        made.close();
      }
    }
  }
}
