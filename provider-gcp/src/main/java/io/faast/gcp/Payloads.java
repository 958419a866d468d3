package io.faast.gcp;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Requests and replies that are too large for their messages: they lie in the run's bucket while
 * they are on their way. The function gets at them by its own account, so that no message has a
 * secret in it. Thread-safe.
 */
final class Payloads {
  private static final int DELETION_SECONDS = 20;

  private final Rest rest;
  private final String bucket;
  private final Metering metering;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Boolean>> deletions = new ConcurrentHashMap<>();

  /** What lies in the bucket, since when. */
  private record Kept(long bytes, long sinceNanos) {}

  Payloads(Rest rest, String bucket, Metering metering) {
    this.rest = rest;
    this.bucket = bucket;
    this.metering = metering;
  }

  /** Returns where an attempt's worker may store its reply. */
  String replyPlace(String attemptId) {
    return bucket + "/" + reply(attemptId);
  }

  /** Stores a request, and returns where the function finds it. */
  CompletableFuture<String> upload(String attemptId, ByteBuffer request) {
    String object = request(attemptId);
    byte[] bytes = new byte[request.remaining()];
    request.duplicate().get(bytes);
    URI url =
        rest.url(
            PayloadBucket.HOST,
            "/upload/storage/v1/b/" + bucket + "/o?uploadType=media&name=" + object);
    return rest.send(
            "POST",
            url,
            Map.of("Content-Type", "application/octet-stream"),
            () -> BodyPublishers.ofByteArray(bytes))
        .thenApply(
            done -> {
              metering.storageWrites(1);
              kept.put(object, new Kept(bytes.length, System.nanoTime()));
              return bucket + "/" + object;
            });
  }

  /** Fetches the reply that a worker says it has stored. */
  CompletableFuture<ByteBuffer> download(String attemptId, long length) {
    String object = reply(attemptId);
    if (length < 0 || length > GcpLimits.PAYLOAD_BYTES) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException(
              "it has " + length + " bytes; allowed are 0 to " + GcpLimits.PAYLOAD_BYTES));
    }
    kept.put(object, new Kept(length, System.nanoTime()));
    URI url =
        rest.url(PayloadBucket.HOST, "/storage/v1/b/" + bucket + "/o/" + object + "?alt=media");
    return rest.send("GET", url, Map.of("Range", "bytes=0-" + length), BodyPublishers::noBody)
        .thenApply(
            bytes -> {
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

  private void delete(String object) {
    Kept known = kept.remove(object);
    if (known == null) {
      return;
    }
    metering.stored(known.bytes, System.nanoTime() - known.sinceNanos);
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    deletions.put(object, ended);
    // What is not deleted now goes with the bucket.
    var unused =
        BucketDeletion.delete(rest, bucket, object)
            .whenComplete(
                (done, failure) -> {
                  deletions.remove(object);
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
