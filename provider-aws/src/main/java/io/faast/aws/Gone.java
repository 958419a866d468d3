package io.faast.aws;

import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Tells the failures that say: there is no such thing (any more). */
final class Gone {
  private Gone() {}

  static boolean is(Throwable cause) {
    return cause instanceof QueueDoesNotExistException
        || cause instanceof QueueDeletedRecentlyException
        || cause instanceof software.amazon.awssdk.services.lambda.model.ResourceNotFoundException
        || cause
            instanceof
            software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException
        || (cause instanceof S3Exception s3 && Api.code(s3).equals("NoSuchBucket"));
  }
}
