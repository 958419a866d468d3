package io.faast.aws;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.lambda.model.FunctionCode;

/**
 * Puts a zip that is too large for CreateFunction's request into the run's bucket, for the time
 * until the function is there: Lambda takes a copy.
 */
final class BundleUpload {
  private static final String KEY = "bundle.zip";

  private final Clients clients;
  private final PayloadBucket bucket;
  private final Metering metering;
  private final CodeBundle code;
  private long storedAt;

  BundleUpload(Clients clients, PayloadBucket bucket, Metering metering, CodeBundle code) {
    this.clients = clients;
    this.bucket = bucket;
    this.metering = metering;
    this.code = code;
  }

  /** Returns where Lambda finds the code, which is uploaded first if it is to be found in S3. */
  FunctionCode place() {
    if (!code.isLarge()) {
      return FunctionCode.builder().zipFile(code.read()).build();
    }
    Boolean unused = Api.await("s3:CreateBucket", bucket.name, bucket.ready());
    Api.await(
        "s3:PutObject",
        bucket.name + "/" + KEY,
        clients
            .s3()
            .putObject(
                r -> r.bucket(bucket.name).key(KEY),
                // From memory, as a stand-in without TLS wants the whole of it to be signed.
                AsyncRequestBody.fromBytesUnsafe(code.read().asByteArrayUnsafe())));
    metering.storageWrites(1);
    storedAt = System.nanoTime();
    return FunctionCode.builder().s3Bucket(bucket.name).s3Key(KEY).build();
  }

  /** Deletes what was uploaded; where that fails, it goes with the bucket. */
  void forget() {
    if (code.isLarge()) {
      metering.stored(code.zip().bytes(), System.nanoTime() - storedAt);
      CompletableFuture<?> unused = clients.s3().deleteObject(r -> r.bucket(bucket.name).key(KEY));
    }
  }
}
