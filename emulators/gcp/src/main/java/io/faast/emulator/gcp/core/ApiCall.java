package io.faast.emulator.gcp.core;

import java.util.List;

/**
 * A call of an operation, as it reached the emulator.
 *
 * @param service such as {@code cloudfunctions}, {@code run}, {@code pubsub}, {@code storage},
 *     {@code iam}, {@code iamcredentials}; a delivery by push counts as {@code pubsub Push}, a
 *     request to a function's address as {@code run Invoke}
 * @param operation as the method's reference calls it without its package, such as {@code
 *     CreateTopic}
 * @param permissions what the call needs to be allowed; the operation's own comes first
 * @param nth how many calls of this operation there were with it, from 1
 * @param caller the member who called
 */
public record ApiCall(
    String service, String operation, List<Permission> permissions, long nth, String caller) {

  /** Takes a copy of the list. */
  public ApiCall {
    permissions = List.copyOf(permissions);
  }

  /** Returns whether this is a call of that operation. */
  public boolean is(String aService, String anOperation) {
    return service.equals(aService) && operation.equals(anOperation);
  }

  /** Returns whether this call touches something whose name contains {@code part}. */
  public boolean touches(String part) {
    return permissions.stream().anyMatch(needed -> needed.resource().contains(part));
  }
}
