package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Faast;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.emulator.gcp.GcpEmulator;
import io.faast.emulator.gcp.GcpEmulatorOptions;
import io.faast.emulator.gcp.Project;
import io.faast.emulator.gcp.core.ApiCall;
import io.faast.emulator.gcp.core.Permission;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The documented permissions let a user do everything that the provider does, and no more. */
class PermissionsTest {
  private static final FaastOptions OPTIONS =
      FaastOptions.defaults().withGc(GcMode.OFF).withSpeculation(0).withConcurrency(2);

  private static final Pattern QUOTED = Pattern.compile("`([A-Za-z.]+)`");

  /** What a message does not carry in queue mode. */
  private static final int LARGE = 8_000_000;

  /** What is needed in situations that are not made here, and why it is not seen. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "iam.serviceAccounts.setIamPolicy", "only if the credentials say whose they are",
          "logging.logEntries.list", "only when an instance or a build has failed",
          "storage.buckets.update", "only when a run has lasted for minutes",
          "storage.objects.list", "only when a run has left payloads behind");

  @Test
  void documentedPermissionsAreThoseThatAreUsed() throws Exception {
    Set<String> documented = documented();
    try (GcpEmulator emulator = GcpEmulator.start(GcpEmulatorOptions.defaults())) {
      GcpOptions options =
          EmulatedProject.options(
              emulator, emulator.user("documented", documented.toArray(new String[0])));
      useAll(emulator, options, InvocationMode.DIRECT);
      useAll(emulator, options, InvocationMode.QUEUE);
      collect(emulator, options);
      deleteAccounts(emulator, options);
      Set<String> used =
          used(emulator, call -> call.caller().equals("user:documented@example.com"));
      Set<String> seen = new TreeSet<>(documented);
      seen.removeAll(ELSEWHERE.keySet());
      assertEquals(seen, used, "allowed by the documentation, and used");
      assertTrue(documented.containsAll(ELSEWHERE.keySet()), "what is needed elsewhere");
      assertEquals(
          Set.of(
              "pubsub.subscriptions.consume",
              "pubsub.topics.publish",
              "storage.objects.create",
              "storage.objects.get"),
          used(emulator, call -> call.caller().startsWith("serviceAccount:faast-worker@")),
          "what functions used");
    }
  }

  private static void useAll(GcpEmulator emulator, GcpOptions options, InvocationMode mode) {
    try (FaastModule<StreamFunctions> m =
        Faast.faast(options, StreamFunctions.class, OPTIONS.withMode(mode))) {
      assertEquals("x", m.call(StreamFunctions::echo, "x").join());
      try (var items = m.stream(StreamFunctions::count, 500)) {
        assertEquals(500, items.stream().count());
      }
      String large = mode == InvocationMode.QUEUE ? "x".repeat(LARGE) : "x";
      assertEquals(large, m.call(StreamFunctions::echo, large).join());
      assertPrivate(emulator);
    }
  }

  /** Nobody unknown may call, and functions may do nothing beyond their own run. */
  private static void assertPrivate(GcpEmulator emulator) {
    emulator
        .view()
        .policies()
        .forEach(
            (of, policy) -> {
              assertFalse(policy.contains("allUsers"), () -> of + ": " + policy);
              assertFalse(policy.contains("allAuthenticatedUsers"), () -> of + ": " + policy);
              assertFalse(
                  of.equals("projects/" + emulator.project()) && policy.contains("faast-"),
                  () -> "granted in the whole project: " + policy);
            });
  }

  /** Leaves a run behind and deletes it, as garbage collection does. */
  private static void collect(GcpEmulator emulator, GcpOptions options) throws Exception {
    DoomedClient.run(emulator, new RunTag("left-behind", "tester", Instant.now()));
    GcpProvider provider = new GcpProvider();
    List<Resource> left =
        provider
            .inventory(new InventoryQuery(null, options))
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    assertTrue(left.size() >= 2, () -> "left behind: " + left);
    for (Resource resource : left) {
      provider.delete(resource, options).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
    assertEquals(List.of(), emulator.view().functions());
    assertEquals(List.of(), emulator.view().topics());
    assertEquals(List.of(), emulator.view().subscriptions());
    assertEquals(List.of(), emulator.view().images());
  }

  /** Deletes what runs share. */
  private static void deleteAccounts(GcpEmulator emulator, GcpOptions options) throws Exception {
    GcpProvider provider = new GcpProvider();
    List<SharedResource> shared =
        provider.shared(options).toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertEquals(2, shared.size(), shared::toString);
    for (SharedResource account : shared) {
      assertFalse(account.needed(), "needed by nobody");
      provider.deleteShared(account, options).toCompletableFuture().get(30, TimeUnit.SECONDS);
      // Once more: it is gone already.
      provider.deleteShared(account, options).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
    assertEquals(
        List.of(),
        emulator.view().serviceAccounts().stream()
            .map(Project.Account::email)
            .filter(email -> email.startsWith(Names.PREFIX))
            .toList());
  }

  private static Set<String> used(GcpEmulator emulator, Predicate<ApiCall> by) {
    return emulator.calls().stream()
        .filter(by)
        .flatMap(call -> call.permissions().stream())
        .map(Permission::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the permissions of the table: what begins with a point goes on from the one before. */
  static Set<String> documented() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "providers", "gcp.md"));
    int from = page.indexOf("| permissions | for |");
    Set<String> permissions = new TreeSet<>();
    String before = "";
    for (String line : page.substring(from, page.indexOf("\n\n", from)).split("\n", -1)) {
      Matcher quoted = QUOTED.matcher(line.substring(0, line.indexOf('|', 1)));
      while (quoted.find()) {
        String name = quoted.group(1);
        before = name.startsWith(".") ? before.substring(0, before.lastIndexOf('.')) + name : name;
        permissions.add(before);
      }
    }
    assertTrue(permissions.size() > 10, permissions::toString);
    return permissions;
  }
}
