package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.emulator.aws.Account;
import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import io.faast.spi.InventoryQuery;
import io.faast.spi.ProviderException;
import io.faast.spi.Resource;
import io.faast.spi.RunTag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.Tag;

/** Buckets whose run is over, and those that are nobody's business. */
class StorageInventoryTest {
  private static AwsEmulator emulator;
  private static Clients clients;
  private final AwsProvider provider = new AwsProvider();

  @BeforeAll
  static void start() {
    emulator = AwsEmulator.start(EmulatorOptions.defaults());
    clients = Clients.open(EmulatedAccount.options(emulator));
  }

  @AfterAll
  static void stop() {
    clients.close();
    emulator.close();
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }

  private static void plant(String name, Map<String, String> tags) throws Exception {
    S3AsyncClient s3 = clients.s3();
    List<Tag> all =
        tags.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    var unused =
        get(s3.createBucket(r -> r.bucket(name).createBucketConfiguration(c -> c.tags(all))));
  }

  private List<Resource> listed() throws Exception {
    AwsOptions options = EmulatedAccount.options(emulator);
    return get(provider.inventory(new InventoryQuery(null, options)).toCompletableFuture());
  }

  private static List<String> existing() {
    return emulator.account().buckets().stream().map(Account.Bucket::name).toList();
  }

  /** The tags of a run whose client is on another machine and was last heard of long ago. */
  private static Map<String, String> tagsOf(RunTag run) {
    Map<String, String> tags = new HashMap<>(Tags.of(run, Map.of()));
    tags.remove(Tags.CLIENT);
    return tags;
  }

  @Test
  void bucketWhoseFunctionIsGoneIsFoundAndDeletedWithAllThatIsInIt() throws Exception {
    RunTag run = new RunTag("gone", "tester", Instant.now().minus(Duration.ofDays(2)));
    plant(Names.payloads("gone"), tagsOf(run));
    List<CompletableFuture<?>> objects = new ArrayList<>();
    for (int i = 0; i < 1_005; i++) {
      String key = "reply-" + i;
      objects.add(
          clients
              .s3()
              .putObject(
                  r -> r.bucket(Names.payloads("gone")).key(key),
                  AsyncRequestBody.fromString("x")));
    }
    for (CompletableFuture<?> object : objects) {
      assertTrue(get(object) != null);
    }
    plant("faast-stranger-payloads", Map.of());
    plant("faast-other-tags", Map.of("faast:run", "x"));
    List<Resource> found = listed();
    assertEquals(
        List.of(new Resource("bucket", Names.payloads("gone"), run, Resource.Liveness.DEAD)),
        found);
    AwsOptions options = EmulatedAccount.options(emulator);
    var unused = get(provider.delete(found.get(0), options).toCompletableFuture());
    assertEquals(List.of("faast-other-tags", "faast-stranger-payloads"), existing());
    // Once more: it is gone already.
    unused = get(provider.delete(found.get(0), options).toCompletableFuture());
    Resource stranger =
        new Resource("bucket", "faast-stranger-payloads", run, Resource.Liveness.DEAD);
    ExecutionException refused =
        assertThrows(
            ExecutionException.class,
            () -> get(provider.delete(stranger, options).toCompletableFuture()));
    assertTrue(refused.getCause() instanceof ProviderException, refused::toString);
    assertTrue(existing().contains("faast-stranger-payloads"));
  }

  @Test
  void bucketOfAClientThatLivesIsNotDeleted() throws Exception {
    RunTag run = new RunTag("alive", "tester", Instant.now());
    plant(Names.payloads("alive"), Tags.of(run, Map.of()));
    Resource resource =
        new Resource("bucket", Names.payloads("alive"), run, Resource.Liveness.DEAD);
    AwsOptions options = EmulatedAccount.options(emulator);
    List<Resource> mine =
        get(provider.inventory(new InventoryQuery("alive", options)).toCompletableFuture());
    assertEquals(1, mine.size());
    if (mine.get(0).liveness() == Resource.Liveness.LIVE) {
      assertThrows(
          ExecutionException.class,
          () -> get(provider.delete(resource, options).toCompletableFuture()));
      assertTrue(existing().contains(Names.payloads("alive")));
    }
    var unused = get(clients.s3().deleteBucket(r -> r.bucket(Names.payloads("alive"))));
  }
}
