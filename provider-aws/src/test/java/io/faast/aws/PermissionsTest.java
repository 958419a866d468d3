package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faast.Faast;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.bundler.Bundler;
import io.faast.emulator.aws.Account;
import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import io.faast.emulator.aws.core.ApiCall;
import io.faast.emulator.aws.core.Credentials;
import io.faast.emulator.aws.core.Permission;
import io.faast.spi.InventoryQuery;
import io.faast.spi.InvocationMode;
import io.faast.spi.Resource;
import io.faast.spi.RunTag;
import io.faast.spi.SharedResource;
import io.faast.tck.functions.StreamFunctions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.model.Tag;

/** The documented policy lets a user do everything that the provider does, and nothing more. */
class PermissionsTest {
  private static final FaastOptions OPTIONS =
      FaastOptions.defaults().withGc(GcMode.OFF).withSpeculation(0).withConcurrency(2);

  @Test
  void documentedPermissionsAreThoseThatAreUsed() throws Exception {
    String policy = documented();
    // Prices that are kept from another run need not be asked for.
    Files.deleteIfExists(Bundler.defaultCache().resolve("aws-prices-us-east-1.properties"));
    try (AwsEmulator emulator = AwsEmulator.start(EmulatorOptions.defaults())) {
      Credentials user = emulator.user("documented", policy);
      AwsOptions options = EmulatedAccount.options(emulator.endpoint(), emulator.region(), user);
      useAll(options.withLogDays(1), InvocationMode.DIRECT);
      useAll(options, InvocationMode.QUEUE);
      collect(emulator, user, options);
      Account.Role role = emulator.account().roles().get(0);
      deleteRole(emulator, options);
      assertEquals(
          actions(policy),
          used(emulator, call -> call.caller().endsWith("/documented")),
          "allowed by the documentation, and used");
      Set<String> byFunctions = used(emulator, call -> call.caller().contains("faast-worker"));
      // Lambda itself writes the logs, and no call of that is seen.
      byFunctions.addAll(List.of("logs:CreateLogStream", "logs:PutLogEvents"));
      assertEquals(
          actions(role.policies().values().iterator().next()),
          byFunctions,
          "allowed to functions, and used by them");
    }
  }

  private static void useAll(AwsOptions options, InvocationMode mode) {
    try (FaastModule<StreamFunctions> m =
        Faast.faast(options, StreamFunctions.class, OPTIONS.withMode(mode))) {
      assertEquals("x", m.call(StreamFunctions::echo, "x").join());
      try (var items = m.stream(StreamFunctions::count, 500)) {
        assertEquals(500, items.stream().count());
      }
      String large = mode == InvocationMode.QUEUE ? "x".repeat(400_000) : "x";
      assertEquals(large, m.call(StreamFunctions::echo, large).join());
    }
  }

  /** Leaves a run behind and deletes it, as garbage collection does. */
  private static void collect(AwsEmulator emulator, Credentials user, AwsOptions options)
      throws Exception {
    RunTag run = new RunTag("left-behind", "tester", Instant.now());
    DoomedClient.run(emulator.endpoint(), emulator.region(), user, run);
    leaveObject(emulator, Names.payloads(run.runId()));
    AwsProvider provider = new AwsProvider();
    List<Resource> left =
        provider
            .inventory(new InventoryQuery(null, options))
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    assertTrue(left.size() >= 2, () -> "left behind: " + left);
    for (Resource resource : left) {
      provider.delete(resource, options).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
    assertEquals(List.of(), emulator.account().functions());
    assertEquals(List.of(), emulator.account().queues());
    assertEquals(List.of(), emulator.account().buckets());
  }

  /** Deletes what runs share, which is not done while one of them is there. */
  private static void deleteRole(AwsEmulator emulator, AwsOptions options) throws Exception {
    AwsProvider provider = new AwsProvider();
    SharedResource role;
    try (FaastModule<StreamFunctions> m = Faast.faast(options, StreamFunctions.class, OPTIONS)) {
      assertEquals("x", m.call(StreamFunctions::echo, "x").join());
      role = shared(provider, options);
      assertTrue(role.needed(), "needed by the run");
      SharedResource needed = role;
      ExecutionException refused =
          assertThrows(
              ExecutionException.class,
              () ->
                  provider
                      .deleteShared(needed, options)
                      .toCompletableFuture()
                      .get(30, TimeUnit.SECONDS));
      assertTrue(refused.getMessage().contains("is needed by a run"), refused::getMessage);
      assertEquals(1, emulator.account().roles().size());
    }
    role = shared(provider, options);
    assertFalse(role.needed(), "needed by nobody");
    provider.deleteShared(role, options).toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertEquals(List.of(), emulator.account().roles());
    // Once more: it is gone already.
    provider.deleteShared(role, options).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static SharedResource shared(AwsProvider provider, AwsOptions options) throws Exception {
    List<SharedResource> all =
        provider.shared(options).toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertEquals(1, all.size());
    return all.get(0);
  }

  /** A client that dies leaves an object behind at the wrong moment only, so one is put there. */
  private static void leaveObject(AwsEmulator emulator, String bucket) throws Exception {
    List<Tag> tags =
        emulator.account().functions().get(0).tags().entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    try (Clients clients = Clients.open(EmulatedAccount.options(emulator))) {
      var made =
          clients
              .s3()
              .createBucket(r -> r.bucket(bucket).createBucketConfiguration(c -> c.tags(tags)))
              .get(30, TimeUnit.SECONDS);
      assertNotNull(made);
      var put =
          clients
              .s3()
              .putObject(r -> r.bucket(bucket).key("reply-1"), AsyncRequestBody.fromString("x"))
              .get(30, TimeUnit.SECONDS);
      assertNotNull(put);
    }
  }

  private static Set<String> used(AwsEmulator emulator, Predicate<ApiCall> by) {
    return emulator.calls().stream()
        .filter(by)
        .flatMap(call -> call.permissions().stream())
        .map(Permission::action)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> actions(String policy) throws Exception {
    Set<String> actions = new TreeSet<>();
    for (JsonNode statement : new ObjectMapper().readTree(policy).path("Statement")) {
      JsonNode action = statement.path("Action");
      if (action.isTextual()) {
        actions.add(action.textValue());
      }
      action.forEach(one -> actions.add(one.textValue()));
    }
    return actions;
  }

  /** Returns the policy in the documentation: the first piece of JSON there. */
  private static String documented() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "providers", "aws.md"));
    int from = page.indexOf("```json") + "```json".length();
    return page.substring(from, page.indexOf("```", from));
  }
}
