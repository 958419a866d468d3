package io.faast.aws;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;

/**
 * Requests and replies that are too large for Lambda's messages: they lie in the run's bucket while
 * they are on their way. Thread-safe.
 */
final class Payloads {
  /** What a URL is good for beyond the longest time until a function is at its end. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private static final int DELETION_SECONDS = 20;

  private final Clients clients;
  private final PayloadBucket bucket;
  private final Metering metering;
  private final SignedUrls urls;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Boolean>> deletions = new ConcurrentHashMap<>();

  /** What lies in the bucket, since when. */
  private record Kept(long bytes, long sinceNanos) {}

  Payloads(Clients clients, PayloadBucket bucket, Metering metering, Duration timeout) {
    this.clients = clients;
    this.bucket = bucket;
    this.metering = metering;
    urls =
        new SignedUrls(
            clients.credentials(),
            clients.region.id(),
            PayloadBucket.address(clients, bucket.name),
            timeout.plus(FunctionCreation.EVENT_AGE).plus(MARGIN),
            Clock.systemUTC());
  }

  /** Returns where an attempt's worker may store its reply; null if there is no place for it. */
  @Nullable String replyUrl(String attemptId) {
    CompletableFuture<Boolean> ready = bucket.soon();
    return ready.isCompletedExceptionally() ? null : urls.sign("PUT", reply(attemptId));
  }

  /** Returns why there is no place for replies, or null. */
  @Nullable String trouble() {
    CompletableFuture<Boolean> ready = bucket.ready();
    if (!ready.isCompletedExceptionally()) {
      return null;
    }
    Throwable why = ready.handle((made, failure) -> failure).join();
    return Api.describe(Api.cause(why));
  }

  /** Stores a request, and returns where it can be fetched. */
  CompletableFuture<String> upload(String attemptId, ByteBuffer request) {
    String key = request(attemptId);
    long bytes = request.remaining();
    return bucket
        .ready()
        .thenCompose(
            ready ->
                clients
                    .s3()
                    .putObject(
                        r -> r.bucket(bucket.name).key(key),
                        AsyncRequestBody.fromByteBufferUnsafe(request.duplicate())))
        .thenApply(
            done -> {
              metering.storageWrites(1);
              kept.put(key, new Kept(bytes, System.nanoTime()));
              return urls.sign("GET", key);
            });
  }

  /** Fetches the reply that a worker says it has stored. */
  CompletableFuture<ByteBuffer> download(String attemptId, long length) {
    String key = reply(attemptId);
    if (length < 0 || length > AwsLimits.PAYLOAD_BYTES) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException(
              "it has " + length + " bytes; allowed are 0 to " + AwsLimits.PAYLOAD_BYTES));
    }
    kept.put(key, new Kept(length, System.nanoTime()));
    return clients
        .s3()
        .getObject(
            r -> r.bucket(bucket.name).key(key).range("bytes=0-" + length),
            AsyncResponseTransformer.toBytes())
        .thenApply(
            object -> {
              byte[] bytes = object.asByteArrayUnsafe();
              metering.storageReads(1);
              metering.dataOut(bytes.length);
              if (bytes.length != length) {
                throw new IllegalArgumentException(
                    "it has " + bytes.length + " bytes and not the " + length + " that were sent");
              }
              return ByteBuffer.wrap(bytes);
            });
  }

  /** Deletes what an attempt has in the bucket, as far as that is known. */
  void forget(String attemptId) {
    delete(request(attemptId));
    delete(reply(attemptId));
  }

  private void delete(String key) {
    Kept known = kept.remove(key);
    if (known == null) {
      return;
    }
    metering.stored(known.bytes, System.nanoTime() - known.sinceNanos);
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    deletions.put(key, ended);
    // What is not deleted now goes with the bucket.
    var unused =
        clients
            .s3()
            .deleteObject(r -> r.bucket(bucket.name).key(key))
            .whenComplete(
                (done, failure) -> {
                  deletions.remove(key);
                  ended.complete(failure == null);
                });
  }

  /** Waits for what is being deleted: a bucket that is empty need not be looked through. */
  void awaitDeletions() {
    var unused =
        CompletableFuture.allOf(deletions.values().toArray(new CompletableFuture<?>[0]))
            .completeOnTimeout(null, DELETION_SECONDS, TimeUnit.SECONDS)
            .join();
  }

  private static String request(String attemptId) {
    return "request-" + attemptId;
  }

  private static String reply(String attemptId) {
    return "reply-" + attemptId;
  }
}
