package io.faast.aws;

import io.faast.aws.worker.SigV4;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Calls the function past the SDK, which takes several times the processor time of a call: a call
 * is one POST to one place, over and over.
 */
final class HttpFunctionClient implements FunctionClient {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** AWS refuses what was signed earlier or later than this. */
  private static final Duration MOST_SKEW = Duration.ofMinutes(4);

  private final Connections connections;
  private final AwsCredentialsProvider credentials;
  private final String region;
  private final Clock clock;
  private final Duration patience;
  private final String host;
  private final String canonicalPath;
  private final String requestLine;
  private volatile @Nullable Signer signer;
  private volatile Second second = new Second(Instant.MIN, "");
  private volatile Duration skew = Duration.ZERO;

  /**
   * Makes a client.
   *
   * @param loops which stay open
   * @param concurrency most connections at once
   * @param endpoint where Lambda is
   * @param function name or ARN, with a version or without
   * @param patience how long an answer may take
   */
  HttpFunctionClient(
      SdkEventLoopGroup loops,
      int concurrency,
      AwsCredentialsProvider credentials,
      String region,
      URI endpoint,
      @Nullable SslContext tls,
      String function,
      Duration patience,
      Clock clock) {
    connections = new Connections(loops, endpoint, concurrency, patience, tls, this::seen);
    this.credentials = credentials;
    this.region = region;
    this.clock = clock;
    this.patience = patience;
    host = endpoint.getRawAuthority();
    String before = endpoint.getRawPath() == null ? "" : endpoint.getRawPath().replaceAll("/$", "");
    String begin = before + "/2015-03-31/functions/";
    // What is signed is the path encoded once more.
    canonicalPath = begin + function.replace(":", "%253A") + "/invocations";
    String path = begin + function.replace(":", "%3A") + "/invocations";
    requestLine = "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\n";
  }

  private record Signer(AwsCredentialsIdentity identity, SigV4 signature) {}

  private record Second(Instant from, String text) {}

  @Override
  public CompletableFuture<Answer> invoke(byte[] payload, boolean event) {
    CompletableFuture<? extends AwsCredentialsIdentity> who;
    try {
      who = credentials.resolveIdentity();
      if (who.isDone() && !who.isCompletedExceptionally()) {
        return send(who.join(), payload, event);
      }
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    return later(who, payload, event);
  }

  /** Sends when the credentials are there, which most providers keep. */
  private CompletableFuture<Answer> later(
      CompletableFuture<? extends AwsCredentialsIdentity> who, byte[] payload, boolean event) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    var unused =
        who.whenComplete(
            (identity, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(failure);
              } else if (!answer.isDone()) {
                pass(identity, payload, event, answer);
              }
            });
    return answer;
  }

  private void pass(
      AwsCredentialsIdentity identity,
      byte[] payload,
      boolean event,
      CompletableFuture<Answer> answer) {
    Exchange exchange;
    try {
      exchange = send(identity, payload, event);
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
      return;
    }
    var unused =
        exchange.whenComplete(
            (done, failure) -> {
              if (failure == null) {
                answer.complete(done);
              } else {
                answer.completeExceptionally(failure);
              }
            });
    var unusedToo =
        answer.whenComplete(
            (done, failure) -> {
              if (answer.isCancelled()) {
                exchange.cancel(true);
              }
            });
  }

  private Exchange send(AwsCredentialsIdentity identity, byte[] payload, boolean event) {
    byte[] head = head(identity, payload, event).getBytes(StandardCharsets.ISO_8859_1);
    Exchange exchange = new Exchange(head, payload, System.nanoTime() + patience.toNanos());
    connections.send(exchange);
    return exchange;
  }

  private String head(AwsCredentialsIdentity identity, byte[] payload, boolean event) {
    String time = time();
    String token =
        identity instanceof AwsSessionCredentialsIdentity session ? session.sessionToken() : null;
    String names = token == null ? "host;x-amz-date" : "host;x-amz-date;x-amz-security-token";
    StringBuilder canonical =
        new StringBuilder(512).append("POST\n").append(canonicalPath).append("\n\nhost:");
    canonical.append(host).append("\nx-amz-date:").append(time).append('\n');
    StringBuilder head = new StringBuilder(768).append(requestLine).append("X-Amz-Date: ");
    head.append(time).append("\r\nContent-Type: application/json\r\nContent-Length: ");
    head.append(payload.length);
    if (token != null) {
      canonical.append("x-amz-security-token:").append(token).append('\n');
      head.append("\r\nX-Amz-Security-Token: ").append(token);
    }
    canonical.append('\n').append(names).append('\n').append(SigV4.hash(payload));
    head.append(event ? "\r\nX-Amz-Invocation-Type: Event" : "\r\nX-Amz-Log-Type: Tail");
    head.append("\r\nAuthorization: ");
    head.append(signer(identity, token).authorization(names, canonical.toString(), time));
    return head.append("\r\n\r\n").toString();
  }

  private SigV4 signer(AwsCredentialsIdentity identity, @Nullable String token) {
    Signer made = signer;
    if (made == null || !made.identity.equals(identity)) {
      if (!isPlain(identity.accessKeyId()) || (token != null && !isPlain(token))) {
        throw SdkClientException.create("The credentials have characters that no header may have");
      }
      String secret = identity.secretAccessKey();
      made = new Signer(identity, new SigV4(identity.accessKeyId(), secret, region, "lambda"));
      signer = made;
    }
    return made.signature;
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c > ' ' && c <= '~');
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
    connections.close();
  }
}
