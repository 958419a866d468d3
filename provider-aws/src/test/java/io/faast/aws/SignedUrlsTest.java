package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import io.faast.emulator.aws.core.Credentials;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What our URLs open, as the rules of AWS's signatures have it. */
class SignedUrlsTest {
  private static final String BUCKET = "faast-urls-payloads";
  private static AwsEmulator emulator;
  private static Clients clients;

  @BeforeAll
  static void start() throws Exception {
    emulator = AwsEmulator.start(EmulatorOptions.defaults());
    Credentials passing =
        emulator.temporary(emulator.credentials(), Instant.now().plus(Duration.ofHours(1)));
    clients =
        Clients.open(EmulatedAccount.options(emulator.endpoint(), emulator.region(), passing));
    var unused = clients.s3().createBucket(r -> r.bucket(BUCKET)).get(30, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() {
    clients.close();
    emulator.close();
  }

  private static SignedUrls urls(Duration ago) {
    return new SignedUrls(
        clients.credentials(),
        clients.region.id(),
        PayloadBucket.address(clients, BUCKET),
        Duration.ofMinutes(10),
        Clock.offset(Clock.systemUTC(), ago.negated()));
  }

  private static int status(String method, String url) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setRequestMethod(method);
    if (method.equals("PUT")) {
      connection.setDoOutput(true);
      connection.getOutputStream().write("text".getBytes(StandardCharsets.UTF_8));
    }
    int status = connection.getResponseCode();
    connection.disconnect();
    return status;
  }

  @Test
  void urlOpensOneObjectInOneWay() throws Exception {
    SignedUrls urls = urls(Duration.ZERO);
    String put = urls.sign("PUT", "reply-1a");
    assertEquals(403, status("GET", put), "a URL to write with, used to read");
    assertEquals(200, status("PUT", put));
    assertEquals(200, status("GET", urls.sign("GET", "reply-1a")));
    assertEquals(403, status("GET", urls.sign("GET", "reply-1a").replace("reply-1a", "reply-1b")));
  }

  @Test
  void urlIsGoodAtLeastForTheTimeThatWasAskedForAndThenExpires() throws Exception {
    assertEquals(200, status("PUT", urls(Duration.ofSeconds(595)).sign("PUT", "reply-2")));
    assertEquals(403, status("PUT", urls(Duration.ofMinutes(12)).sign("PUT", "reply-2")));
  }

  @Test
  void withoutAnOverrideTheBucketIsAHostOfTheRegion() {
    AwsOptions real = AwsOptions.defaults().withRegion("cn-north-1");
    try (Clients there = Clients.open(real)) {
      if (there.storageOverride() == null) {
        assertEquals(
            URI.create("https://b.s3.cn-north-1.amazonaws.com.cn"),
            PayloadBucket.address(there, "b"));
      }
    }
    assertFalse(PayloadBucket.address(clients, BUCKET).getHost().startsWith(BUCKET));
  }
}
