package io.faast.emulator.aws.core;

import org.jspecify.annotations.Nullable;

/**
 * A call of an operation, as it reached the emulator.
 *
 * @param service as in the signature's scope: {@code lambda}, {@code iam}, {@code sts}, {@code
 *     logs}, {@code sqs}, {@code s3}, {@code pricing}; deliveries that Lambda makes itself are
 *     {@code lambda:destination} with the operation {@code SendMessage}
 * @param operation as the SDK calls it, such as {@code CreateFunction}
 * @param action the permission that it takes, such as {@code s3:ListBucket}
 * @param resource the ARN that the permission is asked for, {@code *} where there is none
 * @param nth how many calls of this operation there were with it, from 1
 * @param caller the ARN of the user or role that signed
 * @param presigned whether the signature was in the query string
 */
public record ApiCall(
    String service,
    String operation,
    String action,
    String resource,
    long nth,
    String caller,
    boolean presigned) {

  /** Returns whether this is a call of that operation. */
  public boolean is(String aService, String anOperation) {
    return service.equals(aService) && operation.equals(anOperation);
  }

  /** Names an outcome: the error's code, or null for success, or {@code (dropped)}. */
  public record Answered(ApiCall call, @Nullable String error) {}
}
