package io.faast.aws;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Deletes a bucket with everything in it. */
final class BucketDeletion {
  /** A function that still runs may put something into the bucket after the last look. */
  private static final int ROUNDS = 5;

  private final S3AsyncClient s3;
  private final String bucket;
  private final Runnable listed;

  /**
   * Prepares it.
   *
   * @param listed is told of each request that costs something
   */
  BucketDeletion(S3AsyncClient s3, String bucket, Runnable listed) {
    this.s3 = s3;
    this.bucket = bucket;
    this.listed = listed;
  }

  /** Most buckets are empty, so the first try is the last, and costs nothing. */
  CompletableFuture<Boolean> run() {
    return run(ROUNDS);
  }

  private CompletableFuture<Boolean> run(int rounds) {
    return s3.deleteBucket(r -> r.bucket(bucket))
        .thenApply(done -> true)
        .exceptionallyCompose(
            failure ->
                rounds > 0 && notEmpty(Api.cause(failure))
                    ? empty().thenCompose(emptied -> run(rounds - 1))
                    : CompletableFuture.failedFuture(failure));
  }

  private static boolean notEmpty(Throwable cause) {
    return cause instanceof AwsServiceException service
        && Api.code(service).equals("BucketNotEmpty");
  }

  /** Deletes page by page: what is deleted is not on the next first page. */
  private CompletableFuture<Boolean> empty() {
    return s3.listObjectsV2(r -> r.bucket(bucket))
        .thenCompose(
            page -> {
              listed.run();
              boolean more = Boolean.TRUE.equals(page.isTruncated());
              return delete(page)
                  .thenCompose(done -> more ? empty() : CompletableFuture.completedFuture(true));
            });
  }

  private CompletableFuture<Boolean> delete(ListObjectsV2Response page) {
    List<ObjectIdentifier> keys =
        page.contents().stream().map(o -> ObjectIdentifier.builder().key(o.key()).build()).toList();
    return keys.isEmpty()
        ? CompletableFuture.completedFuture(true)
        : s3.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(keys).quiet(true)))
            .thenApply(done -> true);
  }
}
