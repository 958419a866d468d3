package io.faast.emulator.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.WriteChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Bucket;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.HttpMethod;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import io.faast.emulator.gcp.iam.Account;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObjectsTest {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private GcpEmulator emulator;
  private Storage storage;

  @BeforeEach
  void start() {
    emulator = GcpEmulator.start(GcpEmulatorOptions.defaults().withControlPlane(0, 0, 0));
    storage = storage(credentials(emulator.owner()));
  }

  @AfterEach
  void stop() throws Exception {
    storage.close();
    emulator.close();
  }

  private static GoogleCredentials credentials(Account account) {
    return GoogleCredentials.create(
        new AccessToken(account.accessToken(), Date.from(Instant.now().plusSeconds(3_000))));
  }

  private Storage storage(GoogleCredentials credentials) {
    return StorageOptions.http()
        .setHost(emulator.endpoint().toString())
        .setProjectId(emulator.project())
        .setCredentials(credentials)
        .setRetrySettings(StorageOptions.getNoRetrySettings())
        .build()
        .getService();
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Test
  void whatIsUploadedInAnyWayIsWhatIsDownloaded() throws Exception {
    storage.create(BucketInfo.of("box"));
    byte[] small = bytes(1_000);
    byte[] large = bytes(3_000_000);
    storage.create(
        BlobInfo.newBuilder("box", "a/small file")
            .setContentType("text/plain")
            .setMetadata(Map.of("kind", "test"))
            .build(),
        small);
    try (WriteChannel pieces = storage.writer(BlobInfo.newBuilder("box", "pieces").build())) {
      pieces.setChunkSize(256 << 10);
      pieces.write(ByteBuffer.wrap(large));
    }
    storage.createFrom(
        BlobInfo.newBuilder("box", "stream").build(), new ByteArrayInputStream(large));
    Blob described = storage.get("box", "a/small file");
    assertThat(described.getContentType()).isEqualTo("text/plain");
    assertThat(described.getMetadata()).isEqualTo(Map.of("kind", "test"));
    assertThat(storage.readAllBytes("box", "a/small file")).isEqualTo(small);
    assertThat(storage.readAllBytes("box", "pieces")).isEqualTo(large);
    assertThat(storage.readAllBytes("box", "stream")).isEqualTo(large);
    assertThat(storage.list("box", Storage.BlobListOption.prefix("a/")).iterateAll())
        .extracting(Blob::getName)
        .containsExactly("a/small file");
  }

  @Test
  void bucketsHaveLabelsAndARuleAndGoOnlyWhenEmpty() {
    storage.create(
        BucketInfo.newBuilder("faast-box")
            .setLabels(Map.of("faast-run", "r1"))
            .setLifecycleRules(
                List.of(
                    new BucketInfo.LifecycleRule(
                        BucketInfo.LifecycleRule.LifecycleAction.newDeleteAction(),
                        BucketInfo.LifecycleRule.LifecycleCondition.newBuilder()
                            .setAge(1)
                            .build())))
            .build());
    storage.create(BlobInfo.newBuilder("faast-box", "thing").build(), bytes(10));
    Bucket found = storage.get("faast-box");
    assertThat(found.getLabels()).isEqualTo(Map.of("faast-run", "r1"));
    assertThat(found.getLifecycleRules()).hasSize(1);
    found.toBuilder().setLabels(Map.of("faast-run", "r2")).build().update();
    assertThat(emulator.view().buckets())
        .filteredOn(bucket -> bucket.name().equals("faast-box"))
        .extracting(Project.Bucket::labels)
        .containsExactly(Map.of("faast-run", "r2"));
    assertThatThrownBy(() -> storage.delete("faast-box"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("not empty");
    assertThat(storage.delete(BlobId.of("faast-box", "thing"))).isTrue();
    assertThat(storage.delete("faast-box")).isTrue();
    assertThat(storage.get("faast-box")).isNull();
  }

  @Test
  void anObjectIsNotOverwrittenByWhoExpectsNone() {
    storage.create(BucketInfo.of("box"));
    storage.create(BlobInfo.newBuilder("box", "thing").build(), bytes(10));
    assertThatThrownBy(
            () ->
                storage.create(
                    BlobInfo.newBuilder("box", "thing").build(),
                    bytes(11),
                    Storage.BlobTargetOption.doesNotExist()))
        .isInstanceOf(StorageException.class)
        .extracting(failure -> ((StorageException) failure).getCode())
        .isEqualTo(412);
    assertThat(storage.readAllBytes("box", "thing")).hasSize(10);
  }

  @Test
  void aSignedUrlLetsAnybodyDoThatOneThingAndNothingElse() throws Exception {
    storage.create(BucketInfo.of("box"));
    ServiceAccountCredentials signer = signer();
    BlobInfo blob = BlobInfo.newBuilder("box", "for/anybody").build();
    URL put = sign(blob, signer, HttpMethod.PUT);
    URL get = sign(blob, signer, HttpMethod.GET);
    HttpResponse<byte[]> refused = send("PUT", put.toURI(), "early");
    assertThat(refused.statusCode()).isEqualTo(403);
    grant("serviceAccount:" + signer.getClientEmail(), "roles/storage.objectUser");
    assertThat(send("PUT", put.toURI(), "content").statusCode()).isEqualTo(200);
    assertThat(send("GET", get.toURI(), "").body())
        .isEqualTo("content".getBytes(StandardCharsets.UTF_8));
    assertThat(send("PUT", get.toURI(), "forged").statusCode()).isEqualTo(403);
    URI other = URI.create(get.toString().replace("for/anybody", "for/nobody"));
    assertThat(send("GET", other, "").statusCode()).isEqualTo(403);
    assertThat(send("DELETE", get.toURI(), "").statusCode()).isEqualTo(403);
    assertThat(storage.readAllBytes("box", "for/anybody"))
        .isEqualTo("content".getBytes(StandardCharsets.UTF_8));
  }

  private ServiceAccountCredentials signer() throws Exception {
    String email = "signer@" + emulator.project() + ".iam.gserviceaccount.com";
    post(
        "/v1/projects/" + emulator.project() + "/serviceAccounts",
        "{\"accountId\":\"signer\",\"serviceAccount\":{}}");
    return ServiceAccountCredentials.fromStream(
        new ByteArrayInputStream(
            emulator.serviceAccount(email).credentialsFile().getBytes(StandardCharsets.UTF_8)));
  }

  private void grant(String member, String role) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(emulator.endpoint().resolve("/storage/v1/b/box/iam"))
            .header("Authorization", "Bearer " + emulator.owner().accessToken())
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    "{\"bindings\":[{\"role\":\"%s\",\"members\":[\"%s\"]}]}"
                        .formatted(role, member)))
            .build();
    assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
  }

  private void post(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(emulator.endpoint().resolve(path))
            .header("Authorization", "Bearer " + emulator.owner().accessToken())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
  }

  private URL sign(BlobInfo blob, ServiceAccountCredentials signer, HttpMethod method) {
    return storage.signUrl(
        blob,
        5,
        TimeUnit.MINUTES,
        Storage.SignUrlOption.withV4Signature(),
        Storage.SignUrlOption.httpMethod(method),
        Storage.SignUrlOption.signWith(signer),
        Storage.SignUrlOption.withHostName(emulator.endpoint().toString()));
  }

  private HttpResponse<byte[]> send(String method, URI uri, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void whoMayNotReadIsRefusedByTheNameOfThePermission() throws Exception {
    storage.create(BucketInfo.of("box"));
    storage.create(BlobInfo.newBuilder("box", "secret").build(), bytes(10));
    try (Storage eve = storage(credentials(emulator.user("eve", "storage.objects.create")))) {
      assertThatThrownBy(() -> eve.readAllBytes("box", "secret"))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("storage.objects.get");
      eve.create(BlobInfo.newBuilder("box", "new").build(), bytes(5));
      assertThatThrownBy(() -> eve.create(BlobInfo.newBuilder("box", "secret").build(), bytes(5)))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("storage.objects.delete");
    }
  }

  @Test
  void operationsAreBilledByTheirClassAndDeletedObjectsForTheTimeTheyAreKept() {
    storage.create(
        BucketInfo.newBuilder("box")
            .setSoftDeletePolicy(
                BucketInfo.SoftDeletePolicy.newBuilder()
                    .setRetentionDuration(Duration.ZERO)
                    .build())
            .build());
    storage.create(BucketInfo.of("keeps"));
    var before = emulator.bill();
    storage.create(BlobInfo.newBuilder("box", "a").build(), bytes(1_000_000));
    storage.readAllBytes("box", "a");
    storage.delete(BlobId.of("box", "a"));
    var bill = emulator.bill().since(before);
    assertThat(bill.storageClassA()).isEqualTo(1);
    assertThat(bill.storageClassB()).isEqualTo(1);
    assertThat(bill.egressBytes()).isEqualTo(1_000_000);
    storage.create(BlobInfo.newBuilder("keeps", "a").build(), bytes(1_000_000));
    storage.delete(BlobId.of("keeps", "a"));
    double kept = emulator.bill().since(before).storageGigabyteMonths();
    double sevenDays = 1_000_000 / 0x1p30 * 7 * 24 / 730;
    assertThat(kept - bill.storageGigabyteMonths()).isBetween(sevenDays, sevenDays * 1.01);
  }
}
