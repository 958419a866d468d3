package io.faast.aws;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The bucket of a run. It is made in the background after the first call was sent, as nobody knows
 * how large the result will be, and a function that has one cannot ask any more. Thread-safe.
 */
final class PayloadBucket {
  /** The first call goes first; a worker that is quicker tries again until the bucket is there. */
  private static final Executor SOON =
      CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

  private final RunResources resources;
  private final Map<String, String> tags;
  private final Metering metering;
  private final CompletableFuture<Boolean> made = new CompletableFuture<>();
  private final AtomicBoolean planned = new AtomicBoolean();
  private final AtomicBoolean begun = new AtomicBoolean();
  final String name;

  PayloadBucket(String runId, RunResources resources, Map<String, String> tags, Metering metering) {
    this.resources = resources;
    this.tags = tags;
    this.metering = metering;
    name = Names.payloads(runId);
  }

  /** Returns what ends when the bucket can be used; has it made if need be. */
  CompletableFuture<Boolean> ready() {
    begin();
    return made;
  }

  /** Returns the same, for who does not wait for it. */
  CompletableFuture<Boolean> soon() {
    if (!planned.getAndSet(true)) {
      SOON.execute(this::begin);
    }
    return made;
  }

  private void begin() {
    if (begun.getAndSet(true)) {
      return;
    }
    var unused =
        Background.run("bucket", () -> resources.createBucket(name, tags, metering))
            .whenComplete(
                (done, failure) -> {
                  if (failure == null) {
                    made.complete(done);
                  } else {
                    made.completeExceptionally(failure);
                  }
                });
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
