package io.faast.emulator.gcp.core;

import java.util.function.Predicate;

/**
 * Who calls.
 *
 * @param member as policies name it, such as {@code serviceAccount:x@p.iam.gserviceaccount.com}
 * @param inside whether the caller runs in the region, so that what it receives is not billed as
 *     egress
 * @param may whether something is allowed to the caller
 */
public record Caller(String member, boolean inside, Predicate<Permission> may) {
  /** Stands for whoever calls what needs no credentials. */
  public static final Caller NOBODY = new Caller("allUsers", false, permission -> false);

  /** Returns what is said to who is not known, or not any more. */
  public static ApiException unauthenticated() {
    return new ApiException(
        Status.UNAUTHENTICATED,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login"
            + " cookie or other valid authentication credential.");
  }

  /** Returns the address without the kind before it. */
  public String email() {
    return member.substring(member.indexOf(':') + 1);
  }

  /** Returns the same caller, but inside of the region. */
  public Caller asInside() {
    return new Caller(member, true, may);
  }
}
