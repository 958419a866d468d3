package io.faast.aws;

import io.faast.aws.worker.SigV4;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Signs URLs of a bucket's objects, so that who has no permission can use them for a while.
 *
 * <p>By hand and not by the SDK's presigner: every call carries such a URL, for a reply that may
 * turn out to be large, so most of what is signed is signed once a minute. Thread-safe.
 */
final class SignedUrls {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final AwsCredentialsProvider credentials;
  private final String region;
  private final URI bucket;
  private final Duration validFor;
  private final Clock clock;
  private volatile @Nullable Minute current;

  /**
   * Makes a signer.
   *
   * @param bucket where the objects are, without a slash at the end
   * @param validFor for how long a URL can be used, at least, up to a week less a minute, unless
   *     the credentials expire before
   */
  SignedUrls(
      AwsCredentialsProvider credentials,
      String region,
      URI bucket,
      Duration validFor,
      Clock clock) {
    this.credentials = credentials;
    this.region = region;
    this.bucket = bucket;
    this.validFor = validFor;
    this.clock = clock;
  }

  /** What is the same for all URLs of a minute. */
  private record Minute(Instant from, String time, String query, SigV4 signer) {}

  /** Returns a URL that does {@code method} with the object of a key; keys need no encoding. */
  String sign(String method, String key) {
    Minute minute = minute();
    String canonical =
        String.join(
            "\n",
            method,
            bucket.getRawPath() + "/" + key,
            minute.query,
            "host:" + bucket.getRawAuthority(),
            "",
            "host",
            "UNSIGNED-PAYLOAD");
    return bucket
        + "/"
        + key
        + "?"
        + minute.query
        + "&X-Amz-Signature="
        + minute.signer.signature(canonical, minute.time);
  }

  private Minute minute() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    Minute minute = current;
    if (minute == null || !minute.from.equals(now)) {
      minute = begin(now);
      current = minute;
    }
    return minute;
  }

  /** The parameters are in the order that the rules want. */
  private Minute begin(Instant now) {
    AwsCredentials who = credentials.resolveCredentials();
    SigV4 signer = new SigV4(who.accessKeyId(), who.secretAccessKey(), region, "s3");
    String time = TIME.format(now);
    String token =
        who instanceof AwsSessionCredentials session
            ? "&X-Amz-Security-Token=" + encoded(session.sessionToken())
            : "";
    String query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
            + encoded(who.accessKeyId() + "/" + signer.scope(time))
            + "&X-Amz-Date="
            + time
            + "&X-Amz-Expires="
            + validFor.plusMinutes(1).toSeconds()
            + token
            + "&X-Amz-SignedHeaders=host";
    return new Minute(now, time, query, signer);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
