package io.faast.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Deletes a bucket with everything in it. */
final class BucketDeletion {
  /** A function that still runs may put something into the bucket after the last look. */
  private static final int ROUNDS = 5;

  private final Rest rest;
  private final String bucket;
  private final Metering metering;

  BucketDeletion(Rest rest, String bucket, Metering metering) {
    this.rest = rest;
    this.bucket = bucket;
    this.metering = metering;
  }

  /** Most buckets are empty, so the first try is the last. Deleting costs nothing. */
  CompletableFuture<Boolean> run() {
    return run(ROUNDS);
  }

  private CompletableFuture<Boolean> run(int rounds) {
    return rest.delete(PayloadBucket.HOST, path())
        .thenApply(done -> true)
        .exceptionallyCompose(
            failure ->
                rounds > 0 && notEmpty(Api.cause(failure))
                    ? empty().thenCompose(emptied -> run(rounds - 1))
                    : CompletableFuture.failedFuture(failure));
  }

  private static boolean notEmpty(Throwable cause) {
    return cause instanceof RestException refused && refused.status() == 409;
  }

  private CompletableFuture<Boolean> empty() {
    metering.storageWrites(1);
    return rest.get(PayloadBucket.HOST, path() + "/o?maxResults=1000")
        .thenCompose(
            page -> {
              List<CompletableFuture<?>> deletions = new ArrayList<>();
              for (JsonNode object : page.path("items")) {
                deletions.add(delete(rest, bucket, object.path("name").asText("")));
              }
              boolean more = page.hasNonNull("nextPageToken");
              return CompletableFuture.allOf(deletions.toArray(new CompletableFuture<?>[0]))
                  .thenCompose(done -> more ? empty() : CompletableFuture.completedFuture(true));
            });
  }

  /** Deletes one object; that it is gone already is no failure. */
  static CompletableFuture<Boolean> delete(Rest rest, String bucket, String object) {
    String name = URLEncoder.encode(object, StandardCharsets.UTF_8);
    return rest.delete(PayloadBucket.HOST, "/storage/v1/b/" + bucket + "/o/" + name)
        .thenApply(done -> true)
        .exceptionallyCompose(
            failure ->
                Api.notFound(Api.cause(failure))
                    ? CompletableFuture.completedFuture(true)
                    : CompletableFuture.failedFuture(failure));
  }

  private String path() {
    return "/storage/v1/b/" + bucket;
  }
}
