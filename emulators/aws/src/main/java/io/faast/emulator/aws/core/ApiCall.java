package io.faast.emulator.aws.core;

import java.util.List;

/**
 * A call of an operation, as it reached the emulator.
 *
 * @param service as in the signature's scope: {@code lambda}, {@code iam}, {@code sts}, {@code
 *     logs}, {@code sqs}, {@code s3}, {@code pricing}. What Lambda itself does in the account, such
 *     as sending to a destination, counts as a call too, by the execution role
 * @param operation as the SDK calls it, such as {@code CreateFunction}
 * @param permissions what the call needs to be allowed; the operation's own comes first
 * @param nth how many calls of this operation there were with it, from 1
 * @param caller the ARN of the user or role that signed
 * @param presigned whether the signature was in the query string
 */
public record ApiCall(
    String service,
    String operation,
    List<Permission> permissions,
    long nth,
    String caller,
    boolean presigned) {

  /** Takes a copy of the list. */
  public ApiCall {
    permissions = List.copyOf(permissions);
  }

  /** Returns whether this is a call of that operation. */
  public boolean is(String aService, String anOperation) {
    return service.equals(aService) && operation.equals(anOperation);
  }

  /** Returns whether this call touches something whose ARN contains {@code part}. */
  public boolean touches(String part) {
    return permissions.stream().anyMatch(needed -> needed.resource().contains(part));
  }
}
