package io.faast.emulator.aws.core;

import java.util.function.Predicate;

/**
 * Who calls.
 *
 * @param arn the user's or the role session's
 * @param id the unique id, as GetCallerIdentity tells it
 * @param inside whether the caller runs in the region, so that what it receives is not billed as
 *     data out
 * @param may whether the caller's policies allow something
 */
public record Caller(String arn, String id, boolean inside, Predicate<Permission> may) {
  /** Returns the same caller, but inside of the region. */
  public Caller asInside() {
    return new Caller(arn, id, true, may);
  }
}
