package io.faast.aws;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The bucket of a run. It is made in the background when the first call is sent, as nobody knows
 * how large the result will be, and a function that has one cannot ask any more. Thread-safe.
 */
final class PayloadBucket {
  private final RunResources resources;
  private final Map<String, String> tags;
  private final Metering metering;
  final String name;
  private @Nullable CompletableFuture<Boolean> made;

  PayloadBucket(String runId, RunResources resources, Map<String, String> tags, Metering metering) {
    this.resources = resources;
    this.tags = tags;
    this.metering = metering;
    name = Names.payloads(runId);
  }

  /** Returns what ends when the bucket can be used; has it made if need be. */
  synchronized CompletableFuture<Boolean> ready() {
    CompletableFuture<Boolean> future = made;
    if (future == null) {
      future = Background.run("bucket", () -> resources.createBucket(name, tags, metering));
      made = future;
    }
    return future;
  }

  /** Returns where the bucket's objects are. */
  static URI address(Clients clients, String name) {
    URI override = clients.storageOverride();
    if (override == null) {
      return URI.create("https://" + name + ".s3." + Places.host(clients.region));
    }
    String text = override.toString();
    return URI.create(text + (text.endsWith("/") ? "" : "/") + name);
  }
}
