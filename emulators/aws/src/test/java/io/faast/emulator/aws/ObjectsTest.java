package io.faast.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.emulator.aws.core.Bill;
import io.faast.emulator.aws.fixture.Deeds;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Buckets and objects, and URLs that open them for a while. */
class ObjectsTest {
  private static TestAccount account;
  private static S3Client s3;

  @BeforeAll
  static void start() {
    account = new TestAccount();
    s3 = account.client(S3Client.builder(), account.emulator.credentials());
    s3.createBucket(r -> r.bucket("things"));
  }

  @AfterAll
  static void stop() throws Exception {
    account.close();
  }

  private static void put(String key, String text) {
    s3.putObject(r -> r.bucket("things").key(key), RequestBody.fromString(text));
  }

  private static String get(String key) {
    return s3.getObjectAsBytes(r -> r.bucket("things").key(key)).asUtf8String();
  }

  @Test
  void objectsAreKeptListedAndDeleted() {
    put("a b/ü+1", "one");
    put("a b/2", "two");
    assertThat(get("a b/ü+1")).isEqualTo("one");
    assertThat(s3.listObjectsV2(r -> r.bucket("things").prefix("a b/").maxKeys(1)).isTruncated())
        .isTrue();
    assertThat(
            s3.listObjectsV2Paginator(r -> r.bucket("things").prefix("a b/").maxKeys(1)).contents())
        .extracting(object -> object.key())
        .containsExactly("a b/2", "a b/ü+1");
    assertThatThrownBy(() -> s3.deleteBucket(r -> r.bucket("things")))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("not empty");
    s3.deleteObject(r -> r.bucket("things").key("a b/2"));
    s3.deleteObjects(
        r ->
            r.bucket("things")
                .delete(d -> d.objects(ObjectIdentifier.builder().key("a b/ü+1").build())));
    assertThatThrownBy(() -> get("a b/2")).isInstanceOf(NoSuchKeyException.class);
    assertThat(account.emulator.account().objects())
        .extracting(Account.StoredObject::key)
        .doesNotContain("a b/2", "a b/ü+1");
  }

  @Test
  void bucketsCarryTags() {
    s3.createBucket(r -> r.bucket("tagged"));
    s3.putBucketTagging(
        r ->
            r.bucket("tagged")
                .tagging(t -> t.tagSet(Tag.builder().key("run").value("r1").build())));
    assertThat(s3.getBucketTagging(r -> r.bucket("tagged")).tagSet()).hasSize(1);
    assertThat(account.emulator.account().buckets())
        .contains(new Account.Bucket("tagged", Map.of("run", "r1")));
    s3.deleteBucket(r -> r.bucket("tagged"));
    assertThat(s3.listBuckets().buckets()).extracting(b -> b.name()).doesNotContain("tagged");
  }

  @Test
  void bucketsAreListedByPrefixAndPageByPage() {
    for (String name : new String[] {"page-1", "page-2", "page-3", "other-page"}) {
      s3.createBucket(r -> r.bucket(name));
    }
    assertThat(s3.listBucketsPaginator(r -> r.prefix("page-").maxBuckets(2)).buckets())
        .extracting(b -> b.name())
        .containsExactly("page-1", "page-2", "page-3");
    assertThat(s3.listBuckets(r -> r.prefix("page-").maxBuckets(2)).continuationToken())
        .isEqualTo("page-2");
    assertThat(s3.listBuckets(r -> r.bucketRegion("eu-west-1")).buckets()).isEmpty();
    for (String name : new String[] {"page-1", "page-2", "page-3", "other-page"}) {
      s3.deleteBucket(r -> r.bucket(name));
    }
  }

  @Test
  void bucketIsMadeInTheRegionOfItsEndpointOnly() {
    assertThatThrownBy(
            () ->
                s3.createBucket(
                    r ->
                        r.bucket("elsewhere")
                            .createBucketConfiguration(c -> c.locationConstraint("eu-west-1"))))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("location-constraint");
    s3.createBucket(
        r ->
            r.bucket("with-tags")
                .createBucketConfiguration(
                    c -> c.tags(Tag.builder().key("run").value("r2").build())));
    assertThat(account.emulator.account().buckets())
        .contains(new Account.Bucket("with-tags", Map.of("run", "r2")));
    s3.deleteBucket(r -> r.bucket("with-tags"));
  }

  @Test
  void partOfAnObjectIsWhatIsAskedFor() {
    put("range", "0123456789");
    assertThat(
            s3.getObjectAsBytes(r -> r.bucket("things").key("range").range("bytes=2-4"))
                .asUtf8String())
        .isEqualTo("234");
    assertThat(
            s3.getObjectAsBytes(r -> r.bucket("things").key("range").range("bytes=8-99"))
                .asUtf8String())
        .isEqualTo("89");
    assertThatThrownBy(
            () -> s3.getObjectAsBytes(r -> r.bucket("things").key("range").range("bytes=10-")))
        .isInstanceOf(S3Exception.class);
  }

  @Test
  void requestsAndWhatLeavesTheRegionAreBilled() {
    Bill before = account.emulator.bill();
    put("billed", "12345");
    get("billed");
    s3.deleteObject(r -> r.bucket("things").key("billed"));
    Bill bill = account.emulator.bill().since(before);
    assertThat(bill.s3WriteRequests()).isEqualTo(1);
    assertThat(bill.s3ReadRequests()).isEqualTo(1);
    assertThat(bill.dataOutBytes()).isEqualTo(5);
  }

  @Test
  void presignedUrlsReadAndWriteFromWithinTheRegion() throws IOException {
    Bill before = account.emulator.bill();
    try (S3Presigner presigner = presigner()) {
      URL put =
          presigner
              .presignPutObject(
                  r ->
                      r.signatureDuration(Duration.ofMinutes(5))
                          .putObjectRequest(p -> p.bucket("things").key("by url")))
              .url();
      assertThat(exchange(put, "PUT", "signed")).isEqualTo(200);
      URL get = presignedGet(presigner, "by url");
      assertThat(exchange(get, "GET", null)).isEqualTo(200);
      URL other = URI.create(get.toString().replace("by%20url", "other")).toURL();
      assertThat(exchange(other, "GET", null)).isEqualTo(403);
    }
    assertThat(get("by url")).isEqualTo("signed");
    assertThat(account.emulator.bill().since(before).dataOutBytes()).isEqualTo(6);
  }

  @Test
  void presignedUrlsExpire() throws Exception {
    Clock later = Clock.fixed(Instant.now().plus(Duration.ofMinutes(10)), ZoneOffset.UTC);
    try (TestAccount tomorrow = new TestAccount(EmulatorOptions.defaults().withClock(later));
        S3Presigner presigner = presigner(tomorrow)) {
      assertThat(exchange(presignedGet(presigner, "x"), "GET", null)).isEqualTo(403);
    }
  }

  private static URL presignedGet(S3Presigner presigner, String key) {
    return presigner
        .presignGetObject(
            r ->
                r.signatureDuration(Duration.ofMinutes(5))
                    .getObjectRequest(g -> g.bucket("things").key(key)))
        .url();
  }

  private static S3Presigner presigner() {
    return presigner(account);
  }

  private static S3Presigner presigner(TestAccount of) {
    return S3Presigner.builder()
        .endpointOverride(of.endpoint())
        .region(Region.US_EAST_1)
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .credentialsProvider(
            StaticCredentialsProvider.create(TestAccount.forSdk(of.emulator.credentials())))
        .build();
  }

  private static int exchange(URL url, String method, String body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setRequestMethod(method);
    if (body != null) {
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body.getBytes(StandardCharsets.UTF_8));
      }
    }
    int status = connection.getResponseCode();
    connection.disconnect();
    return status;
  }

  @Test
  void functionsAreMadeOfPackagesInBuckets() {
    s3.putObject(
        r -> r.bucket("things").key("code.zip"),
        RequestBody.fromBytes(TestAccount.zip(Deeds.class)));
    account.function(
        "stored", r -> r.code(c -> c.zipFile(null).s3Bucket("things").s3Key("code.zip")));
    assertThat(account.call("stored", "count")).isEqualTo("1");
    assertThatThrownBy(
            () ->
                account.function(
                    "missing", r -> r.code(c -> c.zipFile(null).s3Bucket("things").s3Key("no"))))
        .hasMessageContaining("NoSuchKey");
  }
}
