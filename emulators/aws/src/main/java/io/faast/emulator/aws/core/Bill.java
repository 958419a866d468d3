package io.faast.emulator.aws.core;

/**
 * What AWS would bill, in exact units.
 *
 * @param lambdaRequests invocations that ran, retried ones each; refused ones are free
 * @param lambdaMegabyteMillis billed milliseconds times the memory configured, in MiB
 * @param lambdaArmMegabyteMillis the part of it that ran as arm64
 * @param sqsRequests requests to SQS in chunks of 64 KiB, those of Lambda's destinations too
 * @param s3WriteRequests PUT, COPY, POST and LIST requests
 * @param s3ReadRequests GET and HEAD requests
 * @param s3GigabyteMonths objects that were deleted or overwritten, each for as long as it lay
 *     there
 * @param logBytes bytes of log events taken in
 * @param dataOutBytes bytes of payloads, messages and objects handed to callers outside of the
 *     region: answers of Invoke, bodies that ReceiveMessage gave, log events, objects; not those
 *     that a function received, or that were fetched by a presigned URL
 */
public record Bill(
    long lambdaRequests,
    long lambdaMegabyteMillis,
    long lambdaArmMegabyteMillis,
    long sqsRequests,
    long s3WriteRequests,
    long s3ReadRequests,
    double s3GigabyteMonths,
    long logBytes,
    long dataOutBytes) {

  /** Returns what came to it since {@code earlier}. */
  public Bill since(Bill earlier) {
    return new Bill(
        lambdaRequests - earlier.lambdaRequests,
        lambdaMegabyteMillis - earlier.lambdaMegabyteMillis,
        lambdaArmMegabyteMillis - earlier.lambdaArmMegabyteMillis,
        sqsRequests - earlier.sqsRequests,
        s3WriteRequests - earlier.s3WriteRequests,
        s3ReadRequests - earlier.s3ReadRequests,
        s3GigabyteMonths - earlier.s3GigabyteMonths,
        logBytes - earlier.logBytes,
        dataOutBytes - earlier.dataOutBytes);
  }

  /** Returns the Lambda part in GB-seconds, of which AWS makes 1,024 MiB each. */
  public double gigabyteSeconds() {
    return lambdaMegabyteMillis / 1024.0 / 1000.0;
  }
}
