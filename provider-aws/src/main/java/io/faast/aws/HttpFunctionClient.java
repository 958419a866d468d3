package io.faast.aws;

import io.faast.aws.worker.SigV4;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Calls the function through the SDK's HTTP client, and past the rest of the SDK, which takes two
 * thirds of the processor time of a call: a call is one POST to one place, over and over.
 */
final class HttpFunctionClient implements FunctionClient {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** AWS refuses what was signed earlier or later than this. */
  private static final Duration MOST_SKEW = Duration.ofMinutes(4);

  private final SdkAsyncHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final String region;
  private final Clock clock;
  private final Duration patience;
  private final URI place;
  private final String host;
  private final String path;
  private final String canonicalPath;
  private volatile @Nullable Signer signer;
  private volatile Second second = new Second(Instant.MIN, "");
  private volatile Duration skew = Duration.ZERO;

  /**
   * Makes a client.
   *
   * @param http which is closed with this client
   * @param endpoint where Lambda is
   * @param function name or ARN, with a version or without
   * @param patience how long an answer may take
   */
  HttpFunctionClient(
      SdkAsyncHttpClient http,
      AwsCredentialsProvider credentials,
      String region,
      URI endpoint,
      String function,
      Duration patience,
      Clock clock) {
    this.http = http;
    this.credentials = credentials;
    this.region = region;
    this.clock = clock;
    this.patience = patience;
    place = endpoint;
    host = endpoint.getRawAuthority();
    String before = endpoint.getRawPath() == null ? "" : endpoint.getRawPath().replaceAll("/$", "");
    String begin = before + "/2015-03-31/functions/";
    // What is signed is the path encoded once more.
    path = begin + function.replace(":", "%3A") + "/invocations";
    canonicalPath = begin + function.replace(":", "%253A") + "/invocations";
  }

  private record Signer(AwsCredentialsIdentity identity, SigV4 signature) {}

  private record Second(Instant from, String text) {}

  @Override
  public CompletableFuture<Answer> invoke(byte[] payload, boolean event) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    CompletableFuture<? extends AwsCredentialsIdentity> who;
    try {
      who = credentials.resolveIdentity();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    var unused =
        who.whenComplete(
            (identity, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(failure);
              } else {
                send(identity, payload, event, answer);
              }
            });
    return answer;
  }

  private void send(
      AwsCredentialsIdentity identity,
      byte[] payload,
      boolean event,
      CompletableFuture<Answer> answer) {
    CompletableFuture<Void> sent;
    try {
      AsyncExecuteRequest request =
          AsyncExecuteRequest.builder()
              .request(request(identity, payload, event))
              .requestContentPublisher(new OneBuffer(payload))
              .responseHandler(new LambdaResponse(answer, this::seen))
              .build();
      sent = http.execute(request);
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
      return;
    }
    var unused =
        answer
            .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (done, failure) -> {
                  // Given up: the connection must not stay taken. After a refusal it is free
                  // anyway.
                  if (failure != null && !(failure instanceof AwsServiceException)) {
                    sent.cancel(true);
                  }
                });
    var unusedToo =
        sent.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(failure);
              }
            });
  }

  private SdkHttpRequest request(AwsCredentialsIdentity identity, byte[] payload, boolean event) {
    String time = time();
    String token =
        identity instanceof AwsSessionCredentialsIdentity session ? session.sessionToken() : null;
    String names = token == null ? "host;x-amz-date" : "host;x-amz-date;x-amz-security-token";
    StringBuilder canonical =
        new StringBuilder(512).append("POST\n").append(canonicalPath).append("\n\nhost:");
    canonical.append(host).append("\nx-amz-date:").append(time).append('\n');
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .protocol(place.getScheme())
            .host(place.getHost())
            .port(place.getPort() < 0 ? null : place.getPort())
            .encodedPath(path)
            .putHeader("Host", host)
            .putHeader("X-Amz-Date", time)
            .putHeader("Content-Type", "application/json")
            .putHeader("Content-Length", Integer.toString(payload.length));
    if (token != null) {
      canonical.append("x-amz-security-token:").append(token).append('\n');
      request.putHeader("X-Amz-Security-Token", token);
    }
    canonical.append('\n').append(names).append('\n').append(SigV4.hash(payload));
    if (event) {
      request.putHeader("X-Amz-Invocation-Type", "Event");
    } else {
      request.putHeader("X-Amz-Log-Type", "Tail");
    }
    return request
        .putHeader(
            "Authorization", signer(identity).authorization(names, canonical.toString(), time))
        .build();
  }

  private SigV4 signer(AwsCredentialsIdentity identity) {
    Signer made = signer;
    if (made == null || !made.identity.equals(identity)) {
      String secret = identity.secretAccessKey();
      made = new Signer(identity, new SigV4(identity.accessKeyId(), secret, region, "lambda"));
      signer = made;
    }
    return made.signature;
  }

  private String time() {
    Instant now = clock.instant().plus(skew);
    Second made = second;
    if (now.getEpochSecond() != made.from.getEpochSecond()) {
      made = new Second(now, TIME.format(now));
      second = made;
    }
    return made.text;
  }

  /** Where this machine's clock is wrong, Lambda refuses; the next call goes by Lambda's clock. */
  private void seen(SdkHttpResponse refusal) {
    String date = refusal.firstMatchingHeader("Date").orElse(null);
    if (refusal.statusCode() != 403 || date == null) {
      return;
    }
    try {
      Instant theirs = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
      Duration difference = Duration.between(clock.instant(), theirs);
      skew = difference.abs().compareTo(MOST_SKEW) > 0 ? difference : Duration.ZERO;
    } catch (DateTimeParseException e) {
      skew = Duration.ZERO; // it is no clock
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
